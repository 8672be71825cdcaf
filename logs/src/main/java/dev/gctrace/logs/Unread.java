package dev.gctrace.logs;

/** Takes a record and does nothing with it: to find out whether it is sound. */
enum Unread implements RecordTokens {
  /** Takes anything. */
  ALL;

  @Override
  public void beginObject() {}

  @Override
  public void endObject() {}

  @Override
  public void beginArray() {}

  @Override
  public void endArray() {}

  @Override
  public void name(String name) {}

  @Override
  public void text(byte[] text, int from, int to) {}

  @Override
  public void integer(long number) {}

  @Override
  public void decimal(String number) {}

  @Override
  public void nothing() {}
}
