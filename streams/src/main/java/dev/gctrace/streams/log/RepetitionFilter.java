package dev.gctrace.streams.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Marker;

/**
 * Lets what a library says again and again pass {@value #PASSED} times a minute. Kafka's clients
 * log each try to reach a broker that is away, several times a second and for as long as it is. How
 * many were left out is told with the next one that passes; what this program says itself always
 * passes. Named in {@code logback.xml}.
 */
public final class RepetitionFilter extends TurboFilter {

  static final int PASSED = 3;

  private static final long WINDOW_NANOS = 60_000_000_000L;

  /** Sayings that are remembered; the one that was not heard for longest is forgotten. */
  private static final int REMEMBERED = 256;

  private static final String LIBRARIES = "org.";
  private static final Pattern WHO = Pattern.compile("^\\[[^\\]]*\\]\\s*");
  private static final Pattern NUMBERS = Pattern.compile("[0-9]+");
  private static final int LONGEST = 80;

  private final LongSupplier nanos;

  private final Map<String, Said> said =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Said> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** For logback. */
  public RepetitionFilter() {
    this(System::nanoTime);
  }

  RepetitionFilter(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** How often something was said in its minute. */
  private static final class Said {
    private long since;
    private int times;
  }

  @Override
  public FilterReply decide(
      Marker marker,
      Logger logger,
      Level level,
      String format,
      Object[] parameters,
      Throwable problem) {
    if (format == null
        || !logger.getName().startsWith(LIBRARIES)
        || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      return FilterReply.NEUTRAL;
    }
    int leftOut = leftOut(key(logger, format));
    if (leftOut < 0) {
      return FilterReply.DENY;
    }
    if (leftOut > 0) {
      logger
          .getLoggerContext()
          .getLogger("gctrace")
          .warn("{} said {} times more what follows", logger.getName(), leftOut);
    }
    return FilterReply.NEUTRAL;
  }

  /** How many like it were left out before this one, or -1 when this one is left out, too. */
  private synchronized int leftOut(String key) {
    long now = nanos.getAsLong();
    Said one = said.computeIfAbsent(key, unused -> new Said());
    int leftOut = 0;
    if (one.times == 0 || now - one.since > WINDOW_NANOS) {
      leftOut = Math.max(0, one.times - PASSED);
      one.since = now;
      one.times = 0;
    }
    one.times++;
    return one.times > PASSED ? -1 : leftOut;
  }

  /** What is the same but for the client that says it and for numbers. */
  private static String key(Logger logger, String format) {
    String words = WHO.matcher(format).replaceFirst("");
    String start = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
    return logger.getName() + " " + NUMBERS.matcher(start).replaceAll("0");
  }
}
