package dev.gctrace.logs;

import java.util.ArrayList;
import java.util.List;

/** The labels of a Loki stream as logcli prints them: <code>{pod="a", container="b"} </code>. */
final class Labels {

  /** A label. */
  record Label(String name, String value) {}

  private Labels() {}

  /** Offset after the labels and the blanks that pad them; -1 when none begin at {@code from}. */
  static int end(byte[] text, int from, int to) {
    if (from == to || text[from] != '{') {
      return -1;
    }
    int at = from + 1;
    while (at < to && text[at] != '}') {
      at = labelEnd(text, at, to);
      if (at < 0) {
        return -1;
      }
      if (Bytes.startsWith(text, at, to, ", ")) {
        at += 2;
      } else if (at == to || text[at] != '}') {
        return -1;
      }
    }
    if (at + 1 >= to || text[at + 1] != ' ') {
      return -1;
    }
    return Bytes.blanksEnd(text, at + 1, to);
  }

  /** The labels of a range that {@link #end} found. */
  static List<Label> read(byte[] text, int from, int to) {
    List<Label> labels = new ArrayList<>();
    int at = from + 1;
    while (text[at] != '}') {
      int sign = Bytes.indexOf(text, at, to, '=');
      int end = labelEnd(text, at, to);
      labels.add(
          new Label(
              Bytes.string(text, at, sign), unescaped(Bytes.string(text, sign + 2, end - 1))));
      at = text[end] == ',' ? end + 2 : end;
    }
    return labels;
  }

  /** The stream that labels tell of in a range that {@link #end} found. */
  static LogLine.Stream stream(byte[] text, int from, int to) {
    if (!Bytes.contains(text, from, to, "stream=\"")) {
      return LogLine.Stream.UNKNOWN;
    }
    for (Label label : read(text, from, to)) {
      if (label.name().equals("stream")) {
        return switch (label.value()) {
          case "stderr" -> LogLine.Stream.STDERR;
          case "stdout" -> LogLine.Stream.STDOUT;
          default -> LogLine.Stream.UNKNOWN;
        };
      }
    }
    return LogLine.Stream.UNKNOWN;
  }

  /** Offset after the quote that closes the label that begins at {@code from}. */
  private static int labelEnd(byte[] text, int from, int to) {
    int sign = from;
    while (sign < to && isNameByte(text[sign])) {
      sign++;
    }
    if (sign == from || !Bytes.startsWith(text, sign, to, "=\"")) {
      return -1;
    }
    for (int i = sign + 2; i < to; i++) {
      if (text[i] == '\\') {
        i++;
      } else if (text[i] == '"') {
        return i + 1;
      }
    }
    return -1;
  }

  private static boolean isNameByte(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || Bytes.isDigit(b) || b == '_';
  }

  private static String unescaped(String value) {
    return value.indexOf('\\') < 0 ? value : value.replace("\\\"", "\"").replace("\\\\", "\\");
  }
}
