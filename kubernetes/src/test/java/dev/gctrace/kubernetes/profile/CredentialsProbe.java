package dev.gctrace.kubernetes.profile;

import java.io.IOException;

/** Prints what credentials a process finds in its environment. */
final class CredentialsProbe {

  private CredentialsProbe() {}

  public static void main(String[] args) {
    try {
      AwsCredentials found = AwsCredentials.usual(System.getenv()).find();
      System.out.println(
          found.keyId() + " " + found.secret() + " " + found.token().orElse("without token"));
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
  }
}
