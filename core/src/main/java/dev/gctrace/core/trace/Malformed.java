package dev.gctrace.core.trace;

/**
 * A record that began as one of ours and did not go on as one.
 *
 * @param column where it departs from the grammar, from 1, in bytes of the text given
 * @param expected what the grammar asks for there, as a reader would say it: {@code "a number"},
 *     {@code "' MB goal'"}
 * @param found what stood there, at most 40 characters, control characters replaced; {@code "end of
 *     line"} where the text ended
 */
public record Malformed(int column, String expected, String found) {}
