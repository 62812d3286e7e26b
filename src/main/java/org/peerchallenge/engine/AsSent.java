package org.peerchallenge.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component, a map, that holds everything that was sent, key by key: of a form whose fields are
 * kept and shown whole, also those that its record does not name.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface AsSent {}
