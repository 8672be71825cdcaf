/**
 * The gctrace text, the Go pacer's arithmetic and the forecast, on the JDK alone.
 *
 * <p>Start at {@link dev.gctrace.core.trace.TraceAssembler} to read text, and at {@link
 * dev.gctrace.core.forecast.Forecaster} to judge what was read.
 */
module dev.gctrace.core {
  exports dev.gctrace.core.trace;
  exports dev.gctrace.core.forecast;
  exports dev.gctrace.core.report;
  exports dev.gctrace.core.tuning;
}
