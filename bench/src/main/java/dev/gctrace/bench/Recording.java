package dev.gctrace.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gctrace.cli.analysis.Analysis;
import dev.gctrace.cli.analysis.AnalysisListener;
import dev.gctrace.cli.analysis.ContainerFilter;
import dev.gctrace.cli.analysis.ProcessTrace;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.logs.TraceReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * One recorded run: {@code NAME.json} says under which settings it ran and how it ended, {@code
 * NAME.log.gz} is what it wrote.
 *
 * @param name its name
 * @param settings the container's limit, GOGC and GOMEMLIMIT
 * @param killed whether the kernel killed it
 * @param log what it wrote
 */
record Recording(String name, MemorySettings settings, boolean killed, Path log) {

  private static final String MIB = "MiB";

  /**
   * The runs of a folder beside this class, in the order of their names.
   *
   * @param folder name of the folder
   */
  static List<Recording> in(String folder) {
    try {
      Path path = Path.of(Recording.class.getResource(folder).toURI());
      try (Stream<Path> files = Files.list(path)) {
        List<Recording> runs = new ArrayList<>();
        for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
          runs.add(read(file));
        }
        return runs;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("not a folder of files: " + folder, e);
    }
  }

  private static Recording read(Path file) throws IOException {
    OptionalLong limit = OptionalLong.empty();
    Optional<Gogc> gogc = Optional.empty();
    OptionalLong goMemLimit = OptionalLong.empty();
    boolean killed = false;
    try (InputStream in = Files.newInputStream(file);
        JsonParser json = new JsonFactory().createParser(in)) {
      String field = "";
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          field = json.currentName();
        } else if (field.equals("limit_bytes") && token.isNumeric()) {
          limit = OptionalLong.of(json.getLongValue());
        } else if (field.equals("oom_killed") && token.isBoolean()) {
          killed = json.getBooleanValue();
        } else if (field.equals("env") && token == JsonToken.VALUE_STRING) {
          String[] setting = json.getText().split("=", 2);
          if (setting[0].equals("GOGC")) {
            gogc =
                Optional.of(
                    setting[1].equals("off")
                        ? Gogc.givenOff()
                        : Gogc.given(Integer.parseInt(setting[1])));
          } else if (setting[0].equals("GOMEMLIMIT") && setting[1].endsWith(MIB)) {
            String mib = setting[1].substring(0, setting[1].length() - MIB.length());
            goMemLimit = OptionalLong.of(Long.parseLong(mib) << 20);
          }
        }
      }
    }
    String name = file.getFileName().toString().replace(".json", "");
    return new Recording(
        name,
        new MemorySettings(limit, gogc, goMemLimit),
        killed,
        file.resolveSibling(name + ".log.gz"));
  }

  /** The shape of the program: the name without version, limit and settings. */
  String shape() {
    return name.replaceFirst("^go1\\d\\d-", "").replaceFirst("-\\d+(-go.*|-gml.*)?$", "");
  }

  /** Its process, with every collection told to a listener. */
  ProcessTrace analysed(AnalysisListener listener) {
    Analysis analysis = new Analysis(settings, ContainerFilter.ALL, listener);
    TraceReader reader = new TraceReader(analysis.input(name));
    try (InputStream in = new GZIPInputStream(Files.newInputStream(log))) {
      byte[] bytes = in.readAllBytes();
      reader.feed(bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(log + ": " + e.getMessage(), e);
    }
    reader.end();
    return analysis.containers().get(0).processes().get(0);
  }
}
