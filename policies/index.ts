import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies";
import { policyOf } from "./policy";

new PolicyPack("pulumi-lync", { policies: policies.map(policyOf) });
