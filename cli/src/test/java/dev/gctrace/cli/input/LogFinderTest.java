package dev.gctrace.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.logs.ContainerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFinderTest {

  @TempDir private Path dir;

  @Test
  void nothingNamedAndADashAreStandardInput() {
    assertThat(LogFinder.find(List.of()).sources()).containsExactly(LogSource.STANDARD_INPUT);
    assertThat(LogFinder.find(List.of("-", "-")).sources())
        .containsExactly(LogSource.STANDARD_INPUT);
  }

  @Test
  void filesOfARotatedLogAreOneSourceInTheOrderOfTime() throws IOException {
    Path newest = file("app.log");
    Path second = file("app.log.1");
    Path oldest = file("app.log.2.gz");
    Path other = file("b.log");

    List<LogSource> sources = find(newest, oldest, other, second).sources();

    assertThat(sources)
        .extracting(LogSource::files)
        .containsExactly(List.of(oldest, second, newest), List.of(other));
    assertThat(sources.get(0).name()).isEqualTo(newest.toString());
  }

  @Test
  void aDirectoryGivesItsLogsInTheOrderOfTheStartsOfAContainer() throws IOException {
    String app = "pods/shop_orders-1_0b6f1111-2222-3333-4444-555555555555/app/";
    Path tenth = file(app + "10.log");
    Path secondOld = file(app + "2.log.20260105-101112.gz");
    Path second = file(app + "2.log");
    file("pods/README.md");
    file("pods/core.4242");

    LogFinder.Found found = find(dir);

    assertThat(found.problems()).isEmpty();
    assertThat(found.sources())
        .extracting(LogSource::files)
        .containsExactly(List.of(secondOld, second), List.of(tenth));
  }

  @Test
  void aFileThatALinkLeadsToAsWellIsReadOnce() throws IOException {
    Path log = file("pods/app/0.log");
    Path links = Files.createDirectory(dir.resolve("containers"));
    Files.createSymbolicLink(links.resolve("app.log"), log);
    Files.createSymbolicLink(links.resolve("round.log"), links);

    assertThat(find(dir).sources()).hasSize(1);
  }

  @Test
  void aDirectoryWithoutLogsIsAProblem() throws IOException {
    file("empty/notes.md");

    assertThat(find(dir).problems())
        .containsExactly(dir + ": no log in this directory (looked for *.log*, *.txt, *.json)");
  }

  @Test
  void aPatternThatTheShellHasNotExpandedIsExpanded() throws IOException {
    Path one = file("a/x-1.log");
    file("a/y.log");
    Path deep = file("a/b/c/x-2.log");

    assertThat(find(dir.resolve("a/x*.log")).sources())
        .extracting(LogSource::files)
        .containsExactly(List.of(one));
    assertThat(find(dir.resolve("a/**/x*.log")).sources())
        .extracting(LogSource::files)
        .containsExactly(List.of(deep));
    assertThat(find(dir.resolve("z*.log")).problems())
        .containsExactly(dir.resolve("z*.log") + ": no file matches");
  }

  @Test
  void aNameWithBracketsThatIsThereIsThatFile() throws IOException {
    Path odd = file("a[1].log");

    assertThat(find(odd).sources()).extracting(LogSource::files).containsExactly(List.of(odd));
  }

  @Test
  void whatIsMissingOrForbiddenIsAProblemAndTheRestIsRead() throws IOException {
    Path log = file("a.log");
    Path missing = dir.resolve("b.log");

    LogFinder.Found found = find(missing, log);

    assertThat(found.problems()).containsExactly(missing + ": no such file");
    assertThat(found.sources()).extracting(LogSource::name).containsExactly(log.toString());
  }

  @Test
  void whoWroteAFileOfANodeIsToldByItsPath() throws IOException {
    Path log = file("copy/pods/shop_orders-1_0b6f1111-2222-3333-4444-555555555555/app/3.log");

    assertThat(find(log).sources())
        .extracting(LogSource::who)
        .containsExactly(new ContainerId("shop", "orders-1", "app", "3"));
  }

  @Test
  void sizeIsTheSumOfTheFilesAndUnknownForAPipe() throws IOException {
    Path a = Files.writeString(dir.resolve("a.log"), "12345");
    Path b = Files.writeString(dir.resolve("b.log"), "123");

    assertThat(LogFinder.size(find(a, b).sources())).hasValue(8);
    assertThat(LogFinder.size(List.of(LogSource.STANDARD_INPUT))).isEmpty();
  }

  private LogFinder.Found find(Path... names) {
    return LogFinder.find(List.of(names).stream().map(Path::toString).toList());
  }

  private Path file(String name) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }
}
