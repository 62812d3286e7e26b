package org.peerchallenge.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a delegate needs, reads and sets: from it the check of the files knows whether a diagram
 * gives it that, and whether a condition asks for what somebody sets.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Step {

  /** Of what the business key of its case is the key. */
  Holds key() default Holds.ANYTHING;

  /** The variables that must be there. */
  String[] reads() default {};

  /** Variables that are read where they are there. */
  String[] mayRead() default {};

  Sets[] sets() default {};

  /** Offered to analysts for new steps: no diagram need call it yet. */
  boolean spare() default false;

  /** A variable that is there afterwards, whatever happens. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target({})
  @interface Sets {

    String name();

    Holds holds();

    /** Whether it is a comma-joined list of them. */
    boolean list() default false;
  }
}
