/**
 * The forecast: the Go pacer's arithmetic, what a container's memory will be at the next peak, and
 * how dangerous that is.
 *
 * <p>{@link dev.gctrace.core.forecast.Forecaster#step} is the whole of it: a pure function from a
 * bounded state and an event to the next state and a {@link dev.gctrace.core.forecast.Forecast}.
 * There is no clock in here; time comes from the trace.
 */
package dev.gctrace.core.forecast;
