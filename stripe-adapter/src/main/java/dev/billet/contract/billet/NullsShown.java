package dev.billet.contract.billet;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Of a model whose document promises every member, null where there is nothing to tell. */
@JsonInclude(JsonInclude.Include.ALWAYS)
interface NullsShown {}
