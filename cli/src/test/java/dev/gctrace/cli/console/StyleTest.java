package dev.gctrace.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.forecast.Severity;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StyleTest {

  private static final Style PLAIN = new Style(80, false, false);
  private static final Style RICH = new Style(80, true, true);

  @Test
  void paintsOnlyWhereColourIsWanted() {
    assertThat(PLAIN.severity(Severity.CRITICAL, "critical")).isEqualTo("critical");
    assertThat(PLAIN.strong("a") + PLAIN.faint("b")).isEqualTo("ab");
    assertThat(RICH.severity(Severity.CRITICAL, "critical"))
        .isEqualTo("\u001b[1;31mcritical\u001b[0m");
  }

  @Test
  void writesAsciiWhereNothingElseCanBeShown() {
    assertThat(PLAIN.shown("117→260 MiB, 45–50 %, 2×, ‘a’ … ü"))
        .isEqualTo("117->260 MiB, 45-50 %, 2x, 'a' ... ?");
    assertThat(RICH.shown("117→260 ü")).isEqualTo("117→260 ü");
  }

  @Test
  void shortensBehindTheBegin() {
    assertThat(RICH.shortened("namespace/pod/container", 11)).isEqualTo("na…ontainer");
    assertThat(PLAIN.shortened("namespace/pod/container", 12)).isEqualTo("na..ontainer");
    assertThat(PLAIN.shortened("short", 5)).isEqualTo("short");
  }

  @Property
  void shownTextIsAsciiAndHarmless(@ForAll String text) {
    assertThat(PLAIN.shown(text)).matches("[ -~]*");
  }

  @Property
  void shortenedTextIsNeverLonger(
      @ForAll String text, @ForAll @IntRange(min = 5, max = 40) int length) {
    assertThat(RICH.shortened(text, length)).hasSizeLessThanOrEqualTo(length);
  }
}
