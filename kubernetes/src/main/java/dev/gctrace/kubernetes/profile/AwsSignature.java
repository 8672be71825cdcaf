package dev.gctrace.kubernetes.profile;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4 of AWS for S3, in the header {@code Authorization} ("Signature Calculations
 * for the Authorization Header", Amazon S3 API Reference): SHA-256 over the request, keyed by
 * secret, day, region and service.
 */
final class AwsSignature {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final int DAY_CHARS = 8;

  private AwsSignature() {}

  /**
   * The value of the header.
   *
   * @param path path of the request, encoded as it is sent
   * @param headers all headers that are signed, their names in lower case; {@code x-amz-date} and
   *     {@code x-amz-content-sha256} among them
   */
  static String authorization(
      String method,
      String path,
      SortedMap<String, String> headers,
      String region,
      AwsCredentials credentials) {
    String time = headers.get("x-amz-date");
    String day = time.substring(0, DAY_CHARS);
    String scope = day + "/" + region + "/s3/aws4_request";
    String names = String.join(";", headers.keySet());
    StringBuilder request = new StringBuilder(method + "\n" + path + "\n\n");
    headers.forEach((name, value) -> request.append(name + ":" + value.strip() + "\n"));
    request.append("\n" + names + "\n" + headers.get("x-amz-content-sha256"));
    String toSign =
        ALGORITHM
            + "\n"
            + time
            + "\n"
            + scope
            + "\n"
            + sha256(request.toString().getBytes(StandardCharsets.UTF_8));
    byte[] key = ("AWS4" + credentials.secret()).getBytes(StandardCharsets.UTF_8);
    for (String part : new String[] {day, region, "s3", "aws4_request"}) {
      key = hmac(key, part);
    }
    return ALGORITHM
        + " Credential="
        + credentials.keyId()
        + "/"
        + scope
        + ",SignedHeaders="
        + names
        + ",Signature="
        + HexFormat.of().formatHex(hmac(key, toSign));
  }

  /** A time as {@code x-amz-date} has it. */
  static String time(Instant time) {
    return TIME.format(time);
  }

  /** The digest of a body as {@code x-amz-content-sha256} has it. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
