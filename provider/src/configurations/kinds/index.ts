export { boolean } from "./boolean";
export { choice } from "./choice";
export { caCertificates, origins } from "./lists";
export { realm } from "./realm";
export { httpsUri, text, uri } from "./text";
export { timeSpan } from "./timeSpan";
export { whole } from "./whole";
