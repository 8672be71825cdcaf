package dev.gctrace.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngImageTest {

  @Test
  void aSingleChartIs1200By700OnWhite() throws IOException {
    BufferedImage image = killed();

    assertThat(image.getWidth()).isEqualTo(1200);
    assertThat(image.getHeight()).isEqualTo(700);
    for (int x = 0; x < 1200; x++) {
      assertThat(image.getRGB(x, 0)).isEqualTo(0xffffffff);
      assertThat(image.getRGB(x, 699)).isEqualTo(0xffffffff);
    }
  }

  @Test
  void everyLineIsThere() throws IOException {
    Map<Integer, Long> colours =
        IntStream.range(0, 1200 * 700)
            .mapToObj(i -> new int[] {i % 1200, i / 1200})
            .collect(Collectors.groupingBy(p -> rgb(p), Collectors.counting()));

    // The limit: 3 pixels high over the plot; the heap: a line of some hundred pixels.
    assertThat(colours.get(rgb(Look.Line.LIMIT))).isGreaterThan(2 * 900L);
    assertThat(colours).containsKeys(rgb(Look.Line.GOAL), rgb(Look.HEAP_FILL), rgb(Look.LIVE_FILL));
  }

  private static int rgb(Look.Line line) {
    return rgb(line.colour());
  }

  private static int rgb(Color colour) {
    return colour.getRGB() & 0xffffff;
  }

  private int rgb(int[] point) {
    return image().getRGB(point[0], point[1]) & 0xffffff;
  }

  private BufferedImage image;

  private BufferedImage image() {
    if (image == null) {
      try {
        image = killed();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return image;
  }

  private static BufferedImage killed() throws IOException {
    return ImageIO.read(new ByteArrayInputStream(PngImage.of(Picture.of(Charts.killed()))));
  }
}
