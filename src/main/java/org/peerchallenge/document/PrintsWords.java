package org.peerchallenge.document;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of which kind of document a class prints the words: each of its calls of {@code words.of} is
 * a line of that Word file.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface PrintsWords {

  /** File stem of the Word file, such as {@code report-back}. */
  String value();
}
