package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.list;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.number;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;
import static dev.billet.sandbox.wire.Params.url;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /v1/products}. */
final class Products {

  static final String OBJECT = "product";

  private static final String PATH = "/v1/products";
  private static final String ID = "id";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "product", "active": true, "created": 0, "default_price": null,
           "description": null, "images": [], "livemode": false, "marketing_features": [],
           "metadata": {}, "name": null, "package_dimensions": null, "shippable": null,
           "statement_descriptor": null, "tax_code": null, "type": "service", "unit_label": null,
           "updated": 0, "url": null}
          """);

  private static final ObjectParam FEATURE = object().required("name", string(80));

  private static final ObjectParam DIMENSIONS =
      object()
          .required("height", number())
          .required("length", number())
          .required("weight", number())
          .required("width", number());

  private static final ObjectParam CREATE =
      object()
          .required("name", string())
          .optional("active", bool())
          .optional("default_price_data", Prices.DEFAULT_PRICE)
          .optional("description", emptyable(string(40_000)))
          .optional("id", string())
          .optional("images", list(string(), 8))
          .optional("marketing_features", list(FEATURE, 15))
          .optional("metadata", metadata())
          .optional("package_dimensions", DIMENSIONS)
          .optional("shippable", bool())
          .optional("statement_descriptor", string(22))
          .optional("tax_code", string())
          .optional("type", oneOf("good", "service"))
          .optional("unit_label", string(12))
          .optional("url", url());

  private static final ObjectParam UPDATE =
      object()
          .optional("active", bool())
          .optional("default_price", string())
          .optional("description", emptyable(string(40_000)))
          .optional("images", emptyable(list(string(), 8)))
          .optional("marketing_features", emptyable(list(FEATURE, 15)))
          .optional("metadata", emptyable(metadata()))
          .optional("name", string())
          .optional("package_dimensions", emptyable(DIMENSIONS))
          .optional("shippable", bool())
          .optional("statement_descriptor", string(22))
          .optional("tax_code", emptyable(string()))
          .optional("unit_label", emptyable(string(12)))
          .optional("url", emptyable(url()));

  private static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("active", bool())
              .optional("created", range())
              .optional("ids", list(string()))
              .optional("shippable", bool())
              .optional("type", oneOf("good", "service"))
              .optional("url", string()));

  private Products() {}

  static List<Operation> operations() {
    return List.of(
        Operation.post(PATH, OBJECT, CREATE, call -> create(call, call.params())),
        Operation.get(PATH, "list:" + OBJECT, LIST, Products::page),
        Operation.get(PATH + "/{id}", OBJECT, object(), call -> call.found(OBJECT, ID)),
        Operation.post(PATH + "/{id}", OBJECT, UPDATE, Products::update),
        Operation.delete(PATH + "/{id}", OBJECT, object(), Products::delete));
  }

  /** Creates a product from the parameters of any operation that can make one. */
  static ObjectNode create(Call call, ObjectNode params) {
    String id = params.path("id").asText(call.ids().next("prod_", 14));
    if (call.table(OBJECT).find(id) != null) {
      throw ApiError.invalid("id", "resource_already_exists", "Product already exists.");
    }
    ObjectNode product = SHAPE.create();
    product.put("id", id).put("created", call.now()).put("updated", call.now());
    apply(product, params);
    product.set("metadata", Metadata.initial(params.get("metadata")));
    call.table(OBJECT).put(product);
    call.emit("product.created", product);
    JsonNode defaultPrice = params.get("default_price_data");
    if (defaultPrice instanceof ObjectNode terms) {
      ObjectNode price = Prices.create(call, null, id, terms, "default_price_data");
      ObjectNode before = product;
      product = product.deepCopy().put("default_price", price.get("id").textValue());
      call.table(OBJECT).put(product);
      call.emit("product.updated", product, before);
    }
    return product;
  }

  private static ObjectNode update(Call call) {
    ObjectNode before = call.found(OBJECT, ID);
    ObjectNode product = before.deepCopy();
    String price = call.text("default_price");
    if (price != null) {
      ObjectNode found = call.referenced(Prices.OBJECT, price, "default_price");
      if (!found.get("product").textValue().equals(call.id())) {
        throw ApiError.invalid(
            "default_price",
            "The price specified does not belong to this product: '" + price + "'");
      }
      product.put("default_price", price);
    }
    apply(product, call.params());
    product.set(
        "metadata",
        Metadata.merge((ObjectNode) product.get("metadata"), call.params().get("metadata")));
    if (!product.equals(before)) {
      product.put("updated", call.now());
    }
    call.table(OBJECT).put(product);
    call.emit("product.updated", product, before);
    return product;
  }

  private static void apply(ObjectNode product, ObjectNode params) {
    JsonParams.copy(
        params,
        product,
        "active",
        "description",
        "name",
        "package_dimensions",
        "shippable",
        "statement_descriptor",
        "tax_code",
        "type",
        "unit_label",
        "url");
    setList(product, "images", params.get("images"));
    setList(product, "marketing_features", params.get("marketing_features"));
  }

  private static void setList(ObjectNode product, String name, @Nullable JsonNode value) {
    if (value != null) {
      product.set(name, value.isNull() ? JsonNodeFactory.instance.arrayNode() : value);
    }
  }

  private static ObjectNode delete(Call call) {
    ObjectNode product = call.found(OBJECT, ID);
    boolean priced =
        call.table(Prices.OBJECT).newestFirst().stream()
            .anyMatch(price -> price.get("product").textValue().equals(call.id()));
    if (priced) {
      throw ApiError.invalid(
          null, "This product cannot be deleted because it has one or more user-created prices.");
    }
    ObjectNode remains =
        JsonParams.empty().put("id", call.id()).put("object", OBJECT).put("deleted", true);
    call.table(OBJECT).delete(call.id(), remains);
    call.emit("product.deleted", product);
    return remains;
  }

  private static ObjectNode page(Call call) {
    JsonNode ids = call.params().get("ids");
    Predicate<ObjectNode> named =
        product -> ids == null || ids.valueStream().anyMatch(id -> id.equals(product.get("id")));
    return Lists.page(
        call,
        OBJECT,
        PATH,
        named
            .and(Lists.equal(call, "active", "shippable", "type", "url"))
            .and(Lists.within(call, "created")));
  }
}
