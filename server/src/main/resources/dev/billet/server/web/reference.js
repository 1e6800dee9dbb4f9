"use strict";

(() => {
  const place = document.getElementById("reference").dataset;

  const ui = window.SwaggerUIBundle({
    domNode: document.getElementById("reference"),
    url: place.document,
    // The library would ask a public service to judge the document; nothing here leaves the machine.
    validatorUrl: null,
    tryItOutEnabled: true,
    docExpansion: "full",
    defaultModelsExpandDepth: 0,
    // The page may have been reached by another name than the public one. The request goes to the
    // server that served the page either way, so no other origin is involved.
    requestInterceptor: (request) => {
      if (request.url.startsWith(place.publicUrl + "/")) {
        const base = new URL("..", window.location.href).href.replace(/\/$/, "");
        request.url = base + request.url.slice(place.publicUrl.length);
      }
      return request;
    },
    onComplete: () => {
      if (place.demoKey) {
        for (const scheme of place.schemes.split(" ").filter(Boolean)) {
          ui.preauthorizeApiKey(scheme, place.demoKey);
        }
      }
    },
  });
})();
