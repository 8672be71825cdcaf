package dev.gctrace.streams.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The image, as far as it can be looked at without a Docker. */
class DockerfileTest {

  private static final Path FILE = Path.of("Dockerfile");

  @Test
  void theImageHoldsWhatTheBuildPutsIntoItsFolderAndNothingOfTheBuild() throws IOException {
    List<String> lines = Files.readAllLines(FILE);
    int last = 0;
    for (int i = 0; i < lines.size(); i++) {
      last = lines.get(i).startsWith("FROM ") ? i : last;
    }
    List<String> image = lines.subList(last, lines.size());
    assertThat(image.stream().filter(line -> line.startsWith("COPY ")))
        .containsExactly("COPY --from=build /src/streams/target/app /app");
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<outputDirectory>${project.build.directory}/app</outputDirectory>")
        .contains("tofile=\"${project.build.directory}/app/gctrace-streams.jar\"");
    assertThat(Files.readAllLines(Path.of("../.dockerignore"))).contains(".git", "**/target");
  }

  @Test
  void itsCommandIsTheOneOfTheJarAndItsUserIsNotRoot() throws Exception {
    String file = Files.readString(FILE);
    assertThat(file).containsPattern("(?m)^USER [1-9][0-9]{3,}:[1-9][0-9]{3,}$");
    String entry = file.lines().filter(l -> l.startsWith("ENTRYPOINT ")).findFirst().orElseThrow();
    assertThat(entry)
        .contains("\"-cp\", \"/app/gctrace-streams.jar\", \"dev.gctrace.streams.Main\"]");
    assertThat(Class.forName("dev.gctrace.streams.Main").getMethod("main", String[].class))
        .isNotNull();
  }
}
