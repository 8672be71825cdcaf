/**
 * What a process tells of itself over HTTP: {@link dev.gctrace.streams.http.HttpEndpoint} serves
 * it, {@link dev.gctrace.streams.http.ProcessorMetrics} and {@link
 * dev.gctrace.streams.http.NotifierMetrics} count.
 */
package dev.gctrace.streams.http;
