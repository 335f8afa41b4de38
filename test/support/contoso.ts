/** The topology in the vendor's procedure. */
export const contoso = {
  serverVersion: 2013,
  sites: [
    {
      name: "Redmond",
      pools: [
        { fqdn: "Director01.contoso.com", role: "director" },
        { fqdn: "LyncPool01.contoso.com", role: "enterprisePool" },
        { fqdn: "StandardServer01.contoso.com", role: "standardEdition" },
        { fqdn: "Branch01.contoso.com", role: "survivableBranch" },
        { fqdn: "EdgePool01.contoso.com", role: "edge", nextHop: "LyncPool01.contoso.com" },
      ],
    },
  ],
};
