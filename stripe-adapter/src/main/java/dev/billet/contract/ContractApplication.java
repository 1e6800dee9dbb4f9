package dev.billet.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.ext.ContextResolver;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Supplier;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.inject.hk2.AbstractBinder;
import org.glassfish.jersey.internal.inject.Binding;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.process.internal.RequestScoped;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.model.Resource;

/** Makes a Jersey application of a contract. Everything in it is named here; nothing is scanned. */
final class ContractApplication {

  private ContractApplication() {}

  static ResourceConfig of(Contract contract) {
    ResourceConfig application = new ResourceConfig();
    application.setApplicationName(contract.name());
    application.addProperties(
        Map.of(
            CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true,
            CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true,
            ServerProperties.WADL_FEATURE_DISABLE, true));
    application.registerResources(mounted(contract));
    application.register(JacksonFeature.withoutExceptionMappers());
    application.register(new ContractMapper(contract.mapper()));
    application.register(new EntryFilter());
    application.register(new ChecksFilter(contract));
    application.register(new ParsedBodyReader(contract));
    application.register(new FailureMapper(contract));
    application.register(new AnswerFilter());
    application.register(new PartsBinder(contract));
    return application;
  }

  // The generated paths are relative to the document's server; ours start at the root.
  private static Resource mounted(Contract contract) {
    String path = Resource.from(contract.resource()).getPath();
    return Resource.builder(contract.resource())
        .path(contract.basePath() + (path.startsWith("/") ? path : "/" + path))
        .build();
  }

  private static final class ContractMapper implements ContextResolver<ObjectMapper> {

    private final ObjectMapper mapper;

    ContractMapper(ObjectMapper mapper) {
      this.mapper = mapper;
    }

    @Override
    public ObjectMapper getContext(Class<?> type) {
      return mapper;
    }
  }

  private static final class PartsBinder extends AbstractBinder {

    private final Contract contract;

    PartsBinder(Contract contract) {
      this.contract = contract;
    }

    @Override
    protected void configure() {
      contract.parts().forEach((type, part) -> bind(part).to((Type) type));
      Binding<Supplier<Exchange>, ?> exchange = bindFactory(ExchangeSupplier.class);
      exchange.to(Exchange.class);
      exchange.in(RequestScoped.class);
    }
  }

  private static final class ExchangeSupplier implements Supplier<Exchange> {

    private final ContainerRequestContext request;

    @Inject
    ExchangeSupplier(ContainerRequestContext request) {
      this.request = request;
    }

    @Override
    public Exchange get() {
      return Exchange.of(request)
          .orElseThrow(() -> new IllegalStateException("a resource is called before its checks"));
    }
  }
}
