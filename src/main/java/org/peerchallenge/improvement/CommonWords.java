package org.peerchallenge.improvement;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts the words that two short texts share, in a crude but explainable way. */
final class CommonWords {

  /** Words that nearly every ask and offer contains. */
  private static final Set<String> EVERYDAY =
      Set.of(
          "about",
          "across",
          "after",
          "all",
          "also",
          "and",
          "another",
          "any",
          "are",
          "area",
          "asks",
          "authority",
          "authoritie",
          "before",
          "being",
          "between",
          "both",
          "child",
          "children",
          "could",
          "from",
          "have",
          "help",
          "how",
          "into",
          "learn",
          "learning",
          "like",
          "more",
          "need",
          "offer",
          "other",
          "others",
          "our",
          "people",
          "practice",
          "region",
          "service",
          "share",
          "sharing",
          "should",
          "some",
          "support",
          "team",
          "that",
          "the",
          "their",
          "them",
          "there",
          "these",
          "they",
          "this",
          "those",
          "through",
          "visit",
          "want",
          "what",
          "when",
          "where",
          "which",
          "who",
          "will",
          "with",
          "work",
          "working",
          "would",
          "year",
          "young",
          "your");

  private CommonWords() {}

  static int count(String one, String other) {
    Set<String> words = words(one);
    words.retainAll(words(other));
    return words.size();
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.UK).split("[^\\p{L}]+"))
        .filter(word -> word.length() > 2)
        // "audits" and "audit" are one word here.
        .map(
            word ->
                word.length() > 3 && word.endsWith("s")
                    ? word.substring(0, word.length() - 1)
                    : word)
        .filter(word -> !EVERYDAY.contains(word))
        .collect(Collectors.toSet());
  }
}
