package dev.gctrace.core.forecast;

/** How dangerous a process is for itself, in rising order. */
public enum Severity {
  /** Nothing on the present course kills it. */
  OK,
  /** Too little data, or no limit known: no statement. */
  UNKNOWN,
  /** It will be killed on the present course, or it is thrashing. */
  WARNING,
  /** More likely than not killed before the next line or two. */
  CRITICAL
}
