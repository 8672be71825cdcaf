package dev.gctrace.cli.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.drawing.Points;
import dev.gctrace.cli.drawing.Reports;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.Alarm;
import dev.gctrace.core.report.ProcessReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class SvgImageTest {

  @Test
  void saysVerdictSettingsAndLevels() throws Exception {
    assertThat(texts(Charts.killed()))
        .contains(
            "CRITICAL",
            "prod/api/app",
            Charts.SENTENCE,
            "limit 400 MiB  ·  GOGC 100, assumed  ·  GOMEMLIMIT not given  ·  2 cycles",
            "limit 400 MiB",
            "next goal 520 MiB",
            // 1.04 x 520 + 8 of 520 to 1.15 x 520 + 12.
            "peak 549 MiB (520–610)",
            "live 260 MiB",
            "MiB",
            "since start",
            "248.5 s",
            // (0.12 + 0 + 89 + 0.082) ms of 2 x 0.999989 s.
            "GC CPU, share of what was available; highest 4.5 %");
  }

  @Test
  void saysSoWhenTheAxisIsWallClockTime() throws Exception {
    ProcessReport report =
        Reports.recorded(
            "go119-leak-300",
            Reports.settings(300, 0),
            Reports.verdict(Severity.CRITICAL, Charts.SENTENCE));

    assertThat(texts(List.of(new ChartPart("leak", List.of(report)))))
        .contains("2026-11-21 UTC", "07:04:20")
        .doesNotContain("since start");
  }

  @Test
  void marksRestartsAndForcedCycles() throws Exception {
    ProcessReport first = Charts.killedReport();
    ProcessReport second =
        Reports.of(
            2,
            first.settings(),
            Reports.verdict(Severity.OK, "Fits."),
            List.of(
                Points.cycle(1).at(1, 2).heap(90, 90, 40).forced().point(),
                Points.cycle(2).at(4, 5).heap(90, 90, 40).point()));

    assertThat(texts(List.of(new ChartPart("a", List.of(first, second)))))
        .contains("Process 1: " + Charts.SENTENCE, "process 2", "forced", "running time");
    assertThat(texts(Charts.killed())).doesNotContain("forced", "process 2");
  }

  @Test
  void marksWhereTheDangerFirstShowed() throws Exception {
    assertThat(texts(alarmed(15, 20))).contains("warning from gc 15", "critical from gc 20");
  }

  @Test
  void namesTheGreaterDangerWhereThereIsRoomForOneNameOnly() throws Exception {
    // Cycles 1 and 2 stand next to each other at the left edge.
    assertThat(texts(alarmed(1, 2)))
        .contains("critical from gc 2")
        .doesNotContain("warning from gc 1");
  }

  @Test
  void aWarningThatCameWithTheCriticalLineIsNotMarked() throws Exception {
    assertThat(texts(alarmed(20, 20)))
        .contains("critical from gc 20")
        .doesNotContain("warning from gc 20");
  }

  private static List<ChartPart> alarmed(long warning, long critical) {
    ProcessReport report =
        Reports.recorded(
            "go119-leak-300",
            Reports.settings(300, 0),
            Reports.verdict(Severity.CRITICAL, Charts.SENTENCE));
    ProcessReport alarmed =
        new ProcessReport(
            1,
            report.settings(),
            report.verdict(),
            report.summary(),
            report.findings(),
            report.points(),
            report.lastForecast(),
            Optional.of(new Alarm(warning, 0, 0)),
            Optional.of(new Alarm(critical, 0, 0)));
    return List.of(new ChartPart("leak", List.of(alarmed)));
  }

  @Test
  void aLimitFarAboveTheHeapIsNamedWithAnArrow() throws Exception {
    ProcessReport report =
        Reports.recorded(
            "go119-idle-120", Reports.settings(8192, 0), Reports.verdict(Severity.OK, "Fits."));

    assertThat(texts(List.of(new ChartPart("idle", List.of(report))))).contains("↑ limit 8192 MiB");
  }

  @Test
  void textOfUnknownOriginStaysText() throws Exception {
    String hostile = "</text><script>alert(1)</script>&\"'\u001b[31m\u0000\u202e\ud800\ufffe]]>";
    ProcessReport report =
        Reports.recorded(
            "killed", Reports.settings(400, 0), Reports.verdict(Severity.OK, "Fits " + hostile));
    List<ChartPart> parts = List.of(new ChartPart("pod " + hostile, List.of(report)));

    String harmless = "</text><script>alert(1)</script>&\"'�[31m����]]>";
    assertThat(texts(parts)).contains("pod " + harmless, "Fits " + harmless);
    Document svg = parse(SvgImage.of(Picture.of(parts)));
    assertThat(svg.getElementsByTagNameNS("*", "script").getLength()).isZero();
    assertThat(svg.getElementsByTagNameNS("*", "title").item(0).getTextContent())
        .isEqualTo("pod " + harmless + ": Fits " + harmless);
  }

  @Test
  void aVeryLongNameIsCut() throws Exception {
    List<ChartPart> parts =
        List.of(new ChartPart("x".repeat(100_000), List.of(Charts.killedReport())));

    assertThat(texts(parts)).anyMatch(t -> t.matches("x{50,299}…"));
    assertThat(SvgImage.of(Picture.of(parts)).length).isLessThan(50_000);
  }

  @Test
  void needsNothingFromElsewhere() throws Exception {
    byte[] content = SvgImage.of(Picture.of(Charts.killed()));

    assertThat(new String(content, UTF_8)).doesNotContain("DOCTYPE", "href=");
    Element root = parse(content).getDocumentElement();
    assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 1200 700");
    assertThat(root.getAttribute("width")).isEqualTo("1200");
    assertThat(root.getAttribute("height")).isEqualTo("700");
  }

  @Test
  void manyCyclesStaySmall() throws Exception {
    ProcessReport report =
        Reports.of(
            1,
            Reports.settings(400, 0),
            Reports.verdict(Severity.OK, "Fits."),
            java.util.stream.IntStream.range(0, 4096)
                .mapToObj(i -> Points.cycle(i).at(i, i).heap(90 + i % 7, 99, 40).goal(90).point())
                .toList());

    byte[] content = SvgImage.of(Picture.of(List.of(new ChartPart("many", List.of(report)))));

    assertThat(content.length).isLessThan(600_000);
  }

  private static List<String> texts(List<ChartPart> parts) throws Exception {
    NodeList nodes = parse(SvgImage.of(Picture.of(parts))).getElementsByTagNameNS("*", "text");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  /** By a parser that refuses document types, and with them all that a file may ask for. */
  private static Document parse(byte[] svg)
      throws ParserConfigurationException, IOException, SAXException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg));
  }
}
