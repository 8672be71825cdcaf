package dev.gctrace.cli.analyze;

import dev.gctrace.core.report.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The report for a person. */
final class TextReport {

  private TextReport() {}

  static void write(List<ContainerReport> containers, Appendable out) throws IOException {
    for (ContainerReport container : containers) {
      for (ContainerReport.Entry entry : container.processes()) {
        out.append(
            String.format(
                Locale.ROOT,
                "%s, process %d: %s: %s%n",
                container.container().label(),
                entry.report().process(),
                entry.severity(),
                entry.report().verdict().sentence()));
        for (Finding finding : entry.report().findings()) {
          out.append(finding.summary()).append('\n');
        }
      }
    }
  }
}
