package dev.gctrace.core.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The teeth to draw of a process: all of them while they are few; of more, a choice in bounded
 * memory that always keeps the first, the last, the largest heap and the smallest live heap of the
 * whole process.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Teeth {

  /*
   * Spans of equally many teeth, each kept as its largest heap and its smallest live heap. When all
   * spans are taken, neighbours are put together and the spans are twice as long. Between equals a
   * forced collection is kept: it shows the floor of the live heap best.
   */
  private record Tooth(long index, CyclePoint point) {

    Tooth orHigher(Tooth later) {
      return better(later, Long.compare(later.point.heapEndMiB(), point.heapEndMiB()));
    }

    Tooth orLower(Tooth later) {
      return better(later, Long.compare(point.liveMiB(), later.point.liveMiB()));
    }

    private Tooth better(Tooth later, int advantage) {
      boolean forced = later.point.forced() && !point.forced();
      return advantage > 0 || (advantage == 0 && forced) ? later : this;
    }
  }

  private record Span(Tooth peak, Tooth floor) {

    Span and(Span later) {
      return new Span(peak.orHigher(later.peak), floor.orLower(later.floor));
    }

    Stream<Tooth> teeth() {
      return Stream.of(peak, floor);
    }
  }

  private final int most;
  private final List<Span> spans = new ArrayList<>();
  private Tooth first;
  private Tooth last;
  private long teeth;
  private long teethPerSpan = 1;
  private long teethInLast = 1;

  /** Keeps at most so many teeth: a multiple of 4, at least 8. */
  Teeth(int most) {
    if (most < 8 || most % 4 != 0) {
      throw new IllegalArgumentException("a multiple of 4 from 8 on is needed but was " + most);
    }
    this.most = most;
  }

  /** Takes the next tooth. */
  void add(CyclePoint point) {
    Tooth tooth = new Tooth(teeth++, point);
    first = first == null ? tooth : first;
    last = tooth;
    Span span = new Span(tooth, tooth);
    if (teethInLast < teethPerSpan) {
      spans.set(spans.size() - 1, spans.get(spans.size() - 1).and(span));
      teethInLast++;
      return;
    }
    while (spans.size() >= capacity()) {
      halve();
    }
    spans.add(span);
    teethInLast = 1;
  }

  /** The teeth kept, in the order in which they came. */
  List<CyclePoint> points() {
    if (teeth == 0) {
      return List.of();
    }
    SortedMap<Long, CyclePoint> kept = new TreeMap<>();
    Stream.concat(Stream.of(first, last), spans.stream().flatMap(Span::teeth))
        .forEach(tooth -> kept.put(tooth.index, tooth.point));
    return List.copyOf(kept.values());
  }

  /*
   * A span of one tooth keeps one, a longer one two, and the first and the last tooth may stand
   * beside them. Even, so that halving leaves no odd span over.
   */
  private int capacity() {
    return teeth <= most ? most : ((most - 2) / 2) & ~1;
  }

  private void halve() {
    for (int i = 0; i < spans.size() / 2; i++) {
      spans.set(i, spans.get(2 * i).and(spans.get(2 * i + 1)));
    }
    spans.subList(spans.size() / 2, spans.size()).clear();
    teethPerSpan *= 2;
  }
}
