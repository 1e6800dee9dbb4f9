package dev.billet.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names a test, so that {@link KnownDeviations} can list it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Case {

  /** The contract's key. */
  String contract();

  /** The case's id, unique in its contract. */
  String id();
}
