export * from "./aroundProxy";
export * from "./aroundWebService";
export * from "./inherited";
export * from "./turned";
