package org.peerchallenge.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Component;

/** Binds a {@link TaskForm} to its form, and says what its tasks must know. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Component
public @interface FormRef {

  /** The form's id; more than one for forms that differ in their words alone. */
  String[] value();

  /** Of what the business key of its case is the key. */
  Holds key();

  /** The variables of the process that must be there when the task is open. */
  String[] reads() default {};
}
