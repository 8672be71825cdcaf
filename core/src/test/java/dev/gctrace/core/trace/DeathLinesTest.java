package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.trace.DeathEvent.Cause;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that tell of the end of a process, and the program's own lines with the same words. */
final class DeathLinesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OUT_OF_MEMORY | fatal error: runtime: out of memory",
        "OUT_OF_MEMORY | runtime: out of memory: cannot allocate 268435456-byte block (574324736 in use)",
        "OUT_OF_MEMORY | fatal error: out of memory",
        "OUT_OF_MEMORY | fatal error: runtime: cannot allocate memory",
        "OUT_OF_MEMORY | fatal error: out of memory allocating heap arena map",
        "OUT_OF_MEMORY | fatal error: out of memory allocating heap arena metadata",
        "OUT_OF_MEMORY | fatal error: out of memory allocating allArenas",
        "OUT_OF_MEMORY | fatal error: out of memory allocating checkmarks bitmap",
        "OUT_OF_MEMORY | fatal error: out of memory (stackalloc)",
        "OUT_OF_MEMORY | fatal error: pageAlloc: out of memory",
        "OUT_OF_MEMORY | fatal error: failed to reserve page summary memory",
        "OUT_OF_MEMORY | fatal error: runtime: cannot map pages in arena address space",
        "OUT_OF_MEMORY | runtime: VirtualAlloc of 1048576 bytes failed with errno=1455",
        "THREADS | runtime: failed to create new OS thread (have 2048 already; errno=11)",
        "THREADS | runtime: may need to increase max user processes (ulimit -u)",
        "THREADS | runtime/cgo: pthread_create failed: Resource temporarily unavailable",
        "THREADS | runtime: program exceeds 10000-thread limit",
        "THREADS | fatal error: thread exhaustion",
        "THREADS | fatal error: newosproc",
        "STACK_OVERFLOW | runtime: goroutine stack exceeds 1000000000-byte limit",
        "STACK_OVERFLOW | fatal error: stack overflow",
        "PANIC | panic: runtime error: invalid memory address or nil pointer dereference",
        "PANIC | panic: out of memory",
        "FATAL | fatal error: all goroutines are asleep - deadlock!",
        "FATAL | fatal error: concurrent map writes",
        "SIGNAL | SIGQUIT: quit",
        "SIGNAL | SIGSEGV: segmentation violation",
        "SIGNAL | SIGABRT: abort",
        "SIGNAL | SIGBUS: bus error",
        "SIGNAL | SIGFPE: floating-point exception",
        "SIGNAL | SIGILL: illegal instruction",
        "SIGNAL | SIGSYS: bad system call",
        "SIGNAL | SIGTRAP: trace trap",
        "KILLED | Killed",
        "KILLED | Killed: 9",
        "KILLED | signal: killed",
        "KILLED | OOMKilled",
        "KILLED | reason: OOMKilled",
        "KILLED | Reason:       OOMKilled",
        "KILLED | \"reason\": \"OOMKilled\",",
        "KILLED | Memory cgroup out of memory: Killed process 4242 (app) total-vm:1kB, anon-rss:2kB",
        "KILLED | Memory cgroup out of memory: Kill process 4242 (app) score 1000 or sacrifice child",
        "KILLED | Out of memory: Killed process 4242 (app) total-vm:1kB",
        "KILLED | Killed process 4242 (app) total-vm:1kB, anon-rss:2kB",
      })
  void knowsTheCause(Cause cause, String line) {
    assertThat(parse(line)).contains(new DeathEvent(cause, line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-05-15T00:29:00.069317444Z ",
        "2023-05-15T00:29:00.069317444Z stderr F ",
        "2023-05-15T02:29:00.1+02:00 stdout P ",
        "2023-05-15T00:29:00Z stderr F:x ",
        "[pod/orders-7d9f6c5b8-abcde/app] ",
        "[pod/orders-7d9f6c5b8-abcde/app] 2026-01-05T10:11:12.123456789Z ",
        "Feb 26 13:58:33.201 ",
        "Jan  2 03:04:05 ",
        "Dec 31 23:59:59 node-a kernel: [  248.448123] ",
        "[  248.448123] ",
        "kernel: ",
        "orders-1  | ",
        "2-orders | ",
        "\t\t",
        "// ",
        ""
      })
  void findsItBehindWhatAShipperPutsBefore(String prefix) {
    String line = prefix + "panic: no more work";
    assertThat(parse(line)).contains(new DeathEvent(Cause.PANIC, "panic: no more work"));
    assertThat(parsed(line).orElseThrow().from()).isEqualTo(prefix.length());
    assertThat(parsed(line).orElseThrow().to()).isEqualTo(line.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // What a program says of itself, of others, or of what it survived.
        "{\"level\":\"error\",\"msg\":\"panic: no more work\"}",
        "{\"level\":\"error\",\"msg\":\"recovered\",\"stack\":\"fatal error: out of memory\"}",
        "\"panic: no more work\"",
        "2009/11/10 23:00:00 panic: recovered in handler",
        "2009/11/10 23:00:00 http: panic serving 10.0.0.1:1234: boom",
        "2009-11-10 23:00:00 panic: recovered",
        "[ERROR] panic: recovered",
        "[ERROR 1] panic: recovered",
        "[12:00 panic: recovered",
        "[1] panic: recovered",
        "[1.5 panic: recovered",
        "[.5] panic: recovered",
        "[pod/a b] panic: recovered",
        "[pod/a panic: recovered",
        "ERROR panic: recovered",
        "time=2026-09-28T20:10:45Z level=ERROR msg=\"panic: recovered\"",
        "E0102 03:04:05.678901       1 main.go:1] panic: recovered",
        "Mar 1st panic: recovered",
        "Mai 12 10:00:00 panic: recovered",
        "Mar 12 10:00:0x panic: recovered",
        "Mar x 10:00:00 panic: recovered",
        "2023-05-15 panic: recovered",
        "2023-05-1T5 panic: recovered",
        "stderr X panic: recovered",
        "stderr Fine panic: recovered",
        "name panic: recovered",
        "app| panic: recovered",
        "/ panic: recovered",
        "main.c:1:10: fatal error: x.h: No such file or directory",
        "panic:without a blank",
        "panicking: now",
        "panic",
        "fatal error",
        "runtime: goroutine stack",
        "runtime: mlock of signal stack failed: 12",
        "[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x475e5a]",
        "SIGTERM: terminated",
        "SIGQUITTER",
        "Killed two birds",
        "Killed: 9 lives",
        "Killed process 12",
        "Killed process x (app)",
        "Killed 7 processes of build.sh: line 3",
        "OOMKilledX",
        "OOMKilled7",
        "pod shop/orders was OOMKilled",
        "Reason OOMKilled",
        "reason: Completed",
        "reason: \"Error\" OOMKilled",
        "app invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
        "signal: killed the old one",
        "exit status 2",
        "goroutine 1 [running]:",
        "job line 3: 7 Killed",
        "run.sh: line 3 7 Killed",
        "run.sh: line : 7 Killed",
        "run.sh: line 3: Killed",
        "run.sh: line 3:7Killed",
        "run.sh: line 3: 7 Killedd",
        "run.sh: 3: 7 Killed",
      })
  void leavesTheWordsOfAProgramAlone(String line) {
    assertThat(parse(line)).isEmpty();
  }

  @Test
  void findsTheMessageOfAShellBehindTheNameOfItsScript() {
    // go-versions/bash-kill.log
    String line = "run.sh: line 3: 15196 Killed                  ./app kill";
    assertThat(parse(line))
        .contains(new DeathEvent(Cause.KILLED, "Killed                  ./app kill"));
    assertThat(parsed(line).orElseThrow().from()).isEqualTo(line.indexOf('K'));
    assertThat(parse("/entrypoint.sh: line 12:     7 Killed")).isPresent();
  }

  @Test
  void findsWhatIsGluedToARecordThatAKillCut() {
    byte[] line = "gc 5 @1.200s 0%: 0.0Killed".getBytes(UTF_8);
    LineParser.Parsed cut = LineParser.parse(line, 0, line.length).orElseThrow();
    assertThat(cut.malformed()).isEqualTo(new Malformed(21, "'+'", "Killed"));
    assertThat(LineParser.parse(line, 0, line.length, cut.to()).orElseThrow().event())
        .isEqualTo(new DeathEvent(Cause.KILLED, "Killed"));
  }

  @Test
  void makesTextSafe() {
    assertThat(text("panic: \u001b[31mred\u0007\u009b\u202e\u2028 ü \ud83d\ude00 tab\there \r"))
        .isEqualTo("panic: \ufffd[31mred\ufffd\ufffd\ufffd\ufffd ü \ud83d\ude00 tab\ufffdhere");
    byte[] broken = {'p', 'a', 'n', 'i', 'c', ':', ' ', (byte) 0xc3, '(', (byte) 0xff};
    assertThat(
            LineParser.parse(broken, 0, broken.length).map(LineParser.Parsed::event).orElseThrow())
        .isEqualTo(new DeathEvent(Cause.PANIC, "panic: \ufffd(\ufffd"));
  }

  @Test
  void cutsLongTextAtTwoHundredCharacters() {
    assertThat(text("panic: " + "x".repeat(193))).hasSize(200);
    assertThat(text("panic: " + "x".repeat(194))).hasSize(200);
    // A character of two units does not fit into the last place.
    assertThat(text("panic: " + "x".repeat(192) + "\ud83d\ude00")).hasSize(199);
    assertThat(text("panic: " + "x".repeat(191) + "\ud83d\ude00")).hasSize(200);
    assertThat(text("panic: " + "\u20ac".repeat(10_000)))
        .isEqualTo("panic: " + "\u20ac".repeat(193));
  }

  @Test
  void looksForMemoryInTheBeginOfAFatalErrorOnly() {
    String far = "fatal error: " + "x".repeat(200) + " out of memory";
    assertThat(parse(far).map(event -> ((DeathEvent) event).cause())).contains(Cause.FATAL);
  }

  @Test
  void knowsEveryEndOfTheRuntimeAlsoBehindACarriageReturn() {
    for (String line : List.of("Killed\r", "SIGQUIT: quit\r", "panic: x\r")) {
      assertThat(text(line)).isEqualTo(line.substring(0, line.length() - 1));
    }
  }

  private static String text(String line) {
    return ((DeathEvent) parse(line).orElseThrow()).text();
  }

  private static Optional<TraceEvent> parse(String line) {
    return parsed(line).map(LineParser.Parsed::event);
  }

  private static Optional<LineParser.Parsed> parsed(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    return LineParser.parse(bytes, 0, bytes.length);
  }
}
