package dev.gctrace.kubernetes;

import dev.gctrace.logs.ContainerId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which part of a container's log is wanted. Every line comes with its time.
 *
 * @param who the container
 * @param previous whether the log of the run before is meant; only the last one is kept
 * @param follow whether to wait for what is still to be written
 * @param since time of the first line, in whole seconds: what is asked for is rounded down
 * @param tail so many last lines; pieces of long lines count
 */
record LogRequest(
    ContainerId who, boolean previous, boolean follow, Optional<Instant> since, OptionalInt tail) {

  /** The whole newest file of the log. */
  static LogRequest all(ContainerId who) {
    return new LogRequest(who, false, false, Optional.empty(), OptionalInt.empty());
  }

  LogRequest ofPrevious() {
    return new LogRequest(who, true, false, since, tail);
  }

  LogRequest since(Optional<Instant> time) {
    return new LogRequest(who, previous, follow, time, tail);
  }

  LogRequest followed() {
    return new LogRequest(who, previous, true, since, tail);
  }

  LogRequest tail(int lines) {
    return new LogRequest(who, previous, follow, since, OptionalInt.of(lines));
  }

  ApiPath path() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("container", who.container());
    query.put("timestamps", "true");
    if (previous) {
      query.put("previous", "true");
    }
    if (follow) {
      query.put("follow", "true");
    }
    since.ifPresent(
        time -> query.put("sinceTime", time.truncatedTo(ChronoUnit.SECONDS).toString()));
    tail.ifPresent(lines -> query.put("tailLines", Integer.toString(lines)));
    return ApiPath.log(who.namespace(), who.pod(), query);
  }
}
