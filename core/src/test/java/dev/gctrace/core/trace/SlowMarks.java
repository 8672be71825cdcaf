package dev.gctrace.core.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines that can hold a record, found letter by letter: slow, plain, and written apart from
 * {@link Marks}. Text is given byte for character (ISO 8859-1).
 */
final class SlowMarks {

  private static final Pattern PAIR = Pattern.compile("gc(?:[ 0-9]|\\z)|GC forced|scvg|scav ");
  private static final Pattern FIRST_WORDS =
      Pattern.compile(
          "fatal error: |panic: |pacer: |runtime: |runtime/cgo: |SIG|signal: |checkfinalizers: "
              + "|Killed|OOMKilled|Out of memory: |Memory cgroup out of ");
  private static final Pattern SPEAKER =
      Pattern.compile(
          "(?s).*(?:fatal error|pacer|panic|runtime|runtime/cgo|[Oo]ut of memory|Killed"
              + "|checkfinalizers|(?<![A-Z])SIG[A-Z]{1,4}|SIG[A-Z]{5})");

  private boolean atLineStart;
  private boolean elsewhere;

  List<String> lines(String text) {
    List<String> found = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (holdsMark(line)) {
        found.add(line);
      }
    }
    return found;
  }

  private boolean holdsMark(String line) {
    boolean speakers = !atLineStart || elsewhere;
    if (FIRST_WORDS.matcher(line).lookingAt()) {
      return true;
    }
    for (int i = 0; i < line.length(); i++) {
      if (PAIR.matcher(line).region(i, line.length()).lookingAt()) {
        if (line.charAt(i) == 'g') {
          atLineStart |= i == 0;
          elsewhere |= i > 0;
        }
        return true;
      }
      if (speakers && line.startsWith(": ", i) && SPEAKER.matcher(line.substring(0, i)).matches()) {
        return true;
      }
    }
    return false;
  }
}
