package dev.billet.conformance;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests the run's {@link Suite} or its shared {@link Target}, and turns the result of a
 * {@link Case} that is a known deviation round.
 */
public final class SuiteExtension implements ParameterResolver, InvocationInterceptor {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SuiteExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Suite.class || type == Target.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Suite suite = suite(context);
    return parameter.getParameter().getType() == Suite.class ? suite : suite.target();
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Case deviating = method.getExecutable().getAnnotation(Case.class);
    Optional<KnownDeviations.Deviation> known =
        deviating == null
            ? Optional.empty()
            : suite(context).deviations().find(deviating.contract(), deviating.id());
    if (known.isEmpty()) {
      invocation.proceed();
      return;
    }
    try {
      invocation.proceed();
    } catch (AssertionError expected) {
      throw new TestAbortedException("known deviation: " + known.get().reason(), expected);
    }
    throw new AssertionError(
        "listed as a known deviation of %s, but it passes: take %s off the list"
            .formatted(known.get().contract(), known.get().id()));
  }

  private static Suite suite(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Suite.class, type -> new Suite(), Suite.class);
  }
}
