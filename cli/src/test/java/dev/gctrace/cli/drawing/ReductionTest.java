package dev.gctrace.cli.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReductionTest {

  @Test
  void keepsTheEndsAndTheExtremesOfAColumn() {
    List<Vertex> line =
        List.of(
            new Vertex(0.0, 5),
            new Vertex(0.1, 9),
            new Vertex(0.2, 7),
            new Vertex(0.3, 1),
            new Vertex(0.4, 2),
            new Vertex(0.5, 4),
            new Vertex(1.0, 3));

    assertThat(Reduction.perColumn(line, new Domain(0, 2), 2))
        .extracting(Vertex::mib)
        .containsExactly(5.0, 9.0, 1.0, 4.0, 3.0);
  }

  @Test
  void aShortLineIsKeptAsItIs() {
    List<Vertex> line = List.of(new Vertex(0, 5), new Vertex(1, 9), new Vertex(2, 7));

    assertThat(Reduction.perColumn(line, new Domain(0, 3), 3)).isEqualTo(line);
    assertThat(Reduction.perColumn(List.of(), new Domain(0, 3), 3)).isEmpty();
  }

  @Property
  void everyColumnKeepsItsRange(
      @ForAll @Size(min = 1, max = 300) List<@IntRange(max = 1000) Integer> sizes) {
    List<Vertex> line = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      line.add(new Vertex(i, sizes.get(i)));
    }

    List<Vertex> kept = Reduction.perColumn(line, new Domain(0, 300), 10);

    assertThat(line).containsSubsequence(kept);
    assertThat(ranges(kept)).isEqualTo(ranges(line));
    assertThat(kept.stream().collect(Collectors.groupingBy(ReductionTest::column)).values())
        .allMatch(points -> points.size() <= 4);
  }

  private static List<List<Double>> ranges(List<Vertex> line) {
    return line.stream().collect(Collectors.groupingBy(ReductionTest::column)).values().stream()
        .map(
            points -> {
              List<Vertex> byHeight =
                  points.stream().sorted(Comparator.comparingDouble(Vertex::mib)).toList();
              return List.of(
                  points.get(0).x(),
                  points.get(points.size() - 1).x(),
                  byHeight.get(0).mib(),
                  byHeight.get(points.size() - 1).mib());
            })
        .toList();
  }

  private static int column(Vertex vertex) {
    return (int) (vertex.x() / 30);
  }
}
