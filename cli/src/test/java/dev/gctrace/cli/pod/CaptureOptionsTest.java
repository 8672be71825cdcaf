package dev.gctrace.cli.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.kubernetes.profile.DirectoryStore;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CaptureOptionsTest {

  @Test
  void aProfileAtOnceNeedsNoPlace() throws IOException {
    CaptureOptions options =
        CommandLine.populateCommand(new CaptureOptions(), "--capture-now", "--pprof-port=6060");

    assertThat(options.misuse(false)).isNull();
    assertThat(options.store()).isInstanceOf(DirectoryStore.class);
    assertThat(options.port()).hasValue(6060);
  }

  @Test
  void withoutTheOptionsNothingIsKept() {
    assertThat(new CaptureOptions().isWanted()).isFalse();
  }
}
