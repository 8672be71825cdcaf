package dev.gctrace.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {

  @ParameterizedTest
  @CsvSource({
    "true, xterm-256color, , true",
    "true, xterm-256color, '', true",
    "true, xterm-256color, 1, false",
    "true, dumb, , false",
    "true, , , false",
    "false, xterm-256color, , false",
  })
  void writesColoursOnATerminalThatDoesNotForbidThem(
      boolean terminal, String term, String noColor, boolean colour) {
    assertThat(screen(terminal, "TERM", term, "NO_COLOR", noColor).colour()).isEqualTo(colour);
  }

  @ParameterizedTest
  @CsvSource({
    "C.UTF-8, , , true",
    ", , de_DE.utf8, true",
    ", en_US.UTF-8, C, true",
    "C, , en_US.UTF-8, false",
    "'', '', en_US.UTF-8, true",
    ", , C, false",
    ", , de_DE.ISO-8859-1, false",
    ", , , false",
  })
  void theFirstLocaleVariableThatIsSetDecidesAboutUnicode(
      String all, String type, String lang, boolean unicode) {
    assertThat(screen(true, "LC_ALL", all, "LC_CTYPE", type, "LANG", lang).unicode())
        .isEqualTo(unicode);
  }

  @ParameterizedTest
  @CsvSource({"120, 120", "20, 40", "40, 40", "9999, 400", "0, 80", "wide, 80", "-5, 80", ", 80"})
  void isAsWideAsTheVariableSaysWithinReason(String variable, int columns) {
    assertThat(screen(false, "COLUMNS", variable).columns()).isEqualTo(columns);
  }

  @Test
  void noScreenIsPlain() {
    assertThat(Style.of(Screen.NONE)).isEqualTo(new Style(80, false, false));
  }

  private static Screen screen(boolean terminal, String... variables) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      if (variables[i + 1] != null) {
        environment.put(variables[i], variables[i + 1]);
      }
    }
    return new Screen(false, terminal, false, environment);
  }
}
