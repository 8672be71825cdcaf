/**
 * How good the forecast is: its score on recorded runs of programs that the kernel killed or let
 * live, beside that of the rules people use today. {@code bench/score} prints it.
 */
package dev.gctrace.bench.score;
