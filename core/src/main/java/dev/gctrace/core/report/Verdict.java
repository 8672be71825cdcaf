package dev.gctrace.core.report;

import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;

/**
 * The judgement of a process in one sentence.
 *
 * @param severity how dangerous, over the whole trace of the process
 * @param reason why
 * @param sentence what a person reads first: whether the container will be (or was) killed, why,
 *     and the numbers; no line break
 */
public record Verdict(Severity severity, Reason reason, String sentence) {}
