package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.string;

import dev.billet.sandbox.wire.ObjectParam;

/** What customers and checkout sessions both say of the invoices to come. */
final class CustomField {

  static final ObjectParam NAME_AND_VALUE =
      object().required("name", string(40)).required("value", string(140));

  static final ObjectParam RENDERING =
      object()
          .optional("amount_tax_display", emptyable(oneOf("exclude_tax", "include_inclusive_tax")))
          .optional("template", string());

  private CustomField() {}
}
