package dev.gctrace.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ParagraphTest {

  @Test
  void breaksAtBlanksAndIndents() {
    assertThat(Paragraph.lines("one two three four", 11, "- ", "  "))
        .containsExactly("- one two", "  three", "  four");
  }

  @Test
  void keepsAFigureAndItsUnitTogether() {
    assertThat(Paragraph.lines("grows by 156 MiB/s, then stops", 12, "", ""))
        .containsExactly("grows by", "156 MiB/s,", "then stops");
    assertThat(Paragraph.lines("there are days d", 15, "", ""))
        .containsExactly("there are days", "d");
  }

  @Test
  void aWordThatIsTooLongStaysWhole() {
    assertThat(Paragraph.lines("a incomprehensibility b", 5, "", ""))
        .containsExactly("a", "incomprehensibility", "b");
  }

  @Test
  void leavesCodeAsItIs() {
    String advice = "Set it so and not otherwise:\n\nenv:\n  - name: GOMEMLIMIT\n\nIt helps.";

    assertThat(Paragraph.paragraphs(advice, 20, "  "))
        .isEqualTo(
            List.of(
                "  Set it so and not",
                "  otherwise:",
                "",
                "    env:",
                "      - name: GOMEMLIMIT",
                "",
                "  It helps."));
  }

  @Property
  void losesNoWord(
      @ForAll @StringLength(max = 200) String text,
      @ForAll @IntRange(min = 1, max = 40) int columns) {
    String joined = String.join(" ", Paragraph.lines(text, columns, "", ""));

    assertThat(joined.split(" +")).isEqualTo(text.strip().split(" +"));
  }
}
