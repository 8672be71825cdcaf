package dev.gctrace.kubernetes.profile;

import java.io.IOException;

/** Where profiles are kept. */
public interface ProfileStore {

  /**
   * Keeps a file, whole or not at all.
   *
   * @param name its name, without a folder
   * @param bytes its content
   * @return where it is now, for a person
   * @throws IOException when it cannot be kept; the message says where and why
   */
  String save(String name, byte[] bytes) throws IOException;
}
