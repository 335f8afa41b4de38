/**
 * The engine's door. Every state names this file and its exports in the `__provider` of each
 * resource:
 *
 *     exports.handler=()=>require("pulumi-lync/dynamic").webService
 *
 * That line is a contract with every state ever written; neither the path nor a name may change.
 *
 * @module pulumi-lync/dynamic
 */
import type * as pulumi from "@pulumi/pulumi";
import { proxy as proxyNoun } from "./configurations/proxy";
import { webService as webServiceNoun } from "./configurations/webService";
import { engineProcess } from "./engineProcess";
import { lifecycleOf } from "./lifecycle/provider";

const { configure, open } = engineProcess();

export const webService: pulumi.dynamic.ResourceProvider = { configure, ...lifecycleOf(webServiceNoun, open) };
export const proxy: pulumi.dynamic.ResourceProvider = { configure, ...lifecycleOf(proxyNoun, open) };
