package org.peerchallenge.cockpit.web;

/** Lets tests of other packages ask which forms of pages the audit has words for. */
public final class DeedWords {

  private DeedWords() {}

  public static boolean known(String path) {
    return OfficeDeeds.WORDS.containsKey(path);
  }

  public static String plain(String pattern) {
    return OfficeDeeds.plain(pattern);
  }
}
