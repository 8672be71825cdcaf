package dev.gctrace.cli.report;

/**
 * What is said of one thing.
 *
 * @param name what it is about, at most ten characters; empty when it goes on with the fact before
 * @param text figures with their units, in a row
 */
record Fact(String name, String text) {}
