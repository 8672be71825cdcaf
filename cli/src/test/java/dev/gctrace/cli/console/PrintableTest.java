package dev.gctrace.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void leavesTextAlone() {
    assertThat(Printable.of("shop/orders-1/app: 90 % – µ ü 漢 🚀"))
        .isEqualTo("shop/orders-1/app: 90 % – µ ü 漢 🚀");
  }

  @Test
  void replacesWhatATerminalWouldObey() {
    assertThat(Printable.of("a\u001b[31mb\u009bc\rd\ne\tf\u0007\u007f"))
        .isEqualTo("a\uFFFD[31mb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFD\uFFFD");
  }

  @Test
  void replacesWhatShowsSomethingElseThanIsThere() {
    assertThat(Printable.of("\u202egnp.exe\u2028\u200b\ud800"))
        .isEqualTo("\uFFFDgnp.exe\uFFFD\uFFFD\uFFFD");
  }

  @Property
  void neverLetsAControlThrough(@ForAll String text) {
    assertThat(Printable.of(text).codePoints()).noneMatch(Character::isISOControl);
  }
}
