package dev.gctrace.core.report;

/**
 * What a {@link Check} says, without its name.
 *
 * @param level how much it matters
 * @param summary one sentence, no line break
 * @param explanation why it is so and why it matters
 * @param advice what to do; empty when there is nothing to do
 */
record Remark(Finding.Level level, String summary, String explanation, String advice) {

  static Remark info(String summary, String explanation, String advice) {
    return new Remark(Finding.Level.INFO, summary, explanation, advice);
  }

  static Remark warning(String summary, String explanation, String advice) {
    return new Remark(Finding.Level.WARNING, summary, explanation, advice);
  }
}
