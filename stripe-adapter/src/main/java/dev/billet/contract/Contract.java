package dev.billet.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.billet.checkout.Access;
import dev.billet.checkout.CheckoutService;
import dev.billet.checkout.Failure;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;

/**
 * A documented endpoint and everything that makes it different from the others: its document, its
 * resource, the order of its checks, and how it says no. Immutable and safe for use by many
 * threads.
 */
public final class Contract {

  private final ContractDocument document;
  private final Map<String, Operation> operations = new HashMap<>();
  private final Class<?> resource;
  private final ErrorDialect errors;
  private final Map<String, List<Check>> checks = new HashMap<>();
  private final Map<Failure.Field, String> fields;
  private final boolean bearer;
  private final StrictJson parser;
  private final JsonMapper mapper;
  private final String errorMediaType;
  private final Map<Class<?>, Object> parts;
  private final Access access;
  private final @Nullable CheckoutService service;

  private Contract(Builder builder, Access access, @Nullable CheckoutService service) {
    this.document = ContractDocument.load(builder.name);
    document
        .operations()
        .forEach((key, pointer) -> operations.put(key, Operation.compile(document, pointer)));
    this.resource = required(builder.resource, "resource");
    this.errors = required(builder.errors, "error dialect");
    this.fields = Map.copyOf(builder.fields);
    this.bearer = builder.bearer;
    this.parser = builder.parser;
    JsonMapper.Builder json =
        JsonMapper.builder()
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            // What a document does not forbid is ignored; what it forbids, its schema has refused.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    builder.mixins.forEach(json::addMixIn);
    this.mapper = json.build();
    this.errorMediaType = builder.errorMediaType;
    this.parts = Map.copyOf(builder.parts);
    this.access = access;
    this.service = service;
    operations.values().forEach(it -> checks.put(it.id(), checksOf(it.id(), builder)));
    if (!checks.keySet().containsAll(builder.checksOf.keySet())) {
      throw new IllegalStateException(
          name() + ".yaml lacks an operation among " + builder.checksOf.keySet());
    }
  }

  private List<Check> checksOf(String operation, Builder builder) {
    List<Check> own = builder.checksOf.getOrDefault(operation, builder.checks);
    if (own.isEmpty()) {
      throw new IllegalStateException(name() + " asks nothing of a request for " + operation);
    }
    return own;
  }

  private static <T> T required(@Nullable T part, String name) {
    if (part == null) {
      throw new IllegalStateException("a contract needs its " + name);
    }
    return part;
  }

  /** Starts the description of a contract; its document is {@code openapi/<name>.yaml}. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** The key of this contract in configuration, metadata and paths of documents. */
  public String name() {
    return document.name();
  }

  /** The prefixes, on whole path segments, under which this contract answers everything. */
  public List<String> prefixes() {
    return document.prefixes();
  }

  /** The whole document, as a tree of its own that the caller may change. */
  public JsonNode document() {
    return document.tree().deepCopy();
  }

  /** The Jersey application that serves this contract; its paths start at the server's root. */
  public ResourceConfig application() {
    return ContractApplication.of(this);
  }

  /**
   * Renders a failure that happens before Jersey sees the request.
   *
   * @param requestId travels back as {@code X-Request-Id}
   */
  public Rendered render(Failure.Kind kind, String detail, String requestId) {
    Refusal refusal = new Refusal(kind, detail, List.of(), Optional.empty(), requestId);
    ErrorDialect.Answer answer = errors.answer(refusal);
    Map<String, String> headers = new HashMap<>(AnswerHeaders.of(this, kind));
    headers.put("Content-Type", errorMediaType);
    headers.put(RequestIds.HEADER, requestId);
    try {
      return new Rendered(answer.status(), headers, mapper.writeValueAsString(answer.envelope()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the error model of " + name() + " cannot be written", e);
    }
  }

  /**
   * A whole answer.
   *
   * @param status the HTTP status
   * @param headers by name
   * @param body JSON, to be sent as UTF-8
   */
  public record Rendered(int status, Map<String, String> headers, String body) {}

  Optional<Operation> operation(String method, String pathTemplate) {
    return Optional.ofNullable(operations.get(ContractDocument.key(method, pathTemplate)));
  }

  List<String> methods(String pathTemplate) {
    return operations.keySet().stream()
        .filter(key -> key.endsWith(" " + pathTemplate))
        .map(key -> key.substring(0, key.indexOf(' ')))
        .sorted()
        .toList();
  }

  String basePath() {
    return document.basePath();
  }

  Class<?> resource() {
    return resource;
  }

  ErrorDialect errors() {
    return errors;
  }

  List<Check> checks(Operation operation) {
    return required(checks.get(operation.id()), "checks of " + operation.id());
  }

  String errorMediaType() {
    return errorMediaType;
  }

  Map<Class<?>, Object> parts() {
    return parts;
  }

  @Nullable String field(Failure.Field field) {
    return fields.get(field);
  }

  boolean challengesWithBearer() {
    return bearer;
  }

  StrictJson parser() {
    return parser;
  }

  JsonMapper mapper() {
    return mapper;
  }

  Access access() {
    return access;
  }

  CheckoutService service() {
    return required(service, "checkout service");
  }

  /** Describes a contract. Used by one thread. */
  public static final class Builder {

    private final String name;
    private @Nullable Class<?> resource;
    private @Nullable ErrorDialect errors;
    private List<Check> checks = List.of();
    private final Map<String, List<Check>> checksOf = new HashMap<>();
    private final Map<Class<?>, Object> parts = new HashMap<>();
    private String errorMediaType = "application/json";
    private final Map<Failure.Field, String> fields = new EnumMap<>(Failure.Field.class);
    private boolean bearer;
    private StrictJson parser = StrictJson.refusingDuplicates();
    private final Map<Class<?>, Class<?>> mixins = new HashMap<>();

    private Builder(String name) {
      this.name = name;
    }

    /** The class that implements the generated interface. */
    public Builder resource(Class<?> implementation) {
      this.resource = implementation;
      return this;
    }

    /** How this contract says no. */
    public Builder errors(ErrorDialect dialect) {
      this.errors = dialect;
      return this;
    }

    /** What is asked of a request, in order; of every operation that has no checks of its own. */
    public Builder checks(Check... inOrder) {
      this.checks = List.of(inOrder);
      return this;
    }

    /** What is asked of a request for the operation of that {@code operationId}, in order. */
    public Builder checksOf(String operationId, Check... inOrder) {
      checksOf.put(operationId, List.of(inOrder));
      return this;
    }

    /** What the resource gets where its constructor asks for that type. */
    public <T> Builder part(Class<T> type, T part) {
      parts.put(type, part);
      return this;
    }

    /** The media type of whatever is refused, where it is not {@code application/json}. */
    public Builder errorsAre(String mediaType) {
      this.errorMediaType = mediaType;
      return this;
    }

    /** What this contract calls a field that a failure of the domain can blame. */
    public Builder field(Failure.Field field, String jsonName) {
      fields.put(field, jsonName);
      return this;
    }

    /** A 401 says that a bearer token is wanted (RFC 6750, section 3). */
    public Builder challengesWithBearer() {
      this.bearer = true;
      return this;
    }

    /** How a body is read, where not with {@link StrictJson#refusingDuplicates()}. */
    public Builder parser(StrictJson reader) {
      this.parser = reader;
      return this;
    }

    /** How a generated model is written, where its own annotations do not say it. */
    public Builder mixin(Class<?> model, Class<?> annotations) {
      mixins.put(model, annotations);
      return this;
    }

    /**
     * The contract, selling through a service.
     *
     * @throws IllegalStateException where the document is not what the machinery can enforce
     */
    public Contract sellingThrough(CheckoutService service) {
      return new Contract(this, service.access(), service);
    }

    /**
     * The contract, which sells nothing.
     *
     * @throws IllegalStateException where the document is not what the machinery can enforce
     */
    public Contract showing(Access access) {
      return new Contract(this, access, null);
    }
  }
}
