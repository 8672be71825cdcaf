/**
 * The sawtooth before it is known on what it is drawn: the {@linkplain
 * dev.gctrace.cli.drawing.Timeline axis of time} with the {@linkplain dev.gctrace.cli.drawing.Run
 * teeth} on it, the {@linkplain dev.gctrace.cli.drawing.Levels levels} beside them, and the marks
 * of the axes. The terminal and the chart files draw the same.
 */
package dev.gctrace.cli.drawing;
