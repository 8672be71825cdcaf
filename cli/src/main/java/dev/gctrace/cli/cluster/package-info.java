/** What the commands share that talk to a cluster. Loaded by them alone. */
package dev.gctrace.cli.cluster;
