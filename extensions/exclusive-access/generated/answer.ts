export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  Date: { input: unknown; output: unknown; }
  DateTime: { input: unknown; output: unknown; }
  DateTimeWithoutTimezone: { input: unknown; output: unknown; }
  Decimal: { input: string; output: string; }
  Handle: { input: string; output: string; }
  JSON: { input: unknown; output: unknown; }
  TimeWithoutTimezone: { input: unknown; output: unknown; }
  URL: { input: unknown; output: unknown; }
  Void: { input: unknown; output: unknown; }
};

export type Attribute = {
  key: Scalars['String']['output'];
  value?: Maybe<Scalars['String']['output']>;
};

export type BuyerIdentity = {
  customer?: Maybe<Customer>;
  email?: Maybe<Scalars['String']['output']>;
  isAuthenticated: Scalars['Boolean']['output'];
  phone?: Maybe<Scalars['String']['output']>;
  purchasingCompany?: Maybe<PurchasingCompany>;
  shopUser?: Maybe<ShopUser>;
};

export type BuyerJourney = {
  step?: Maybe<BuyerJourneyStep>;
};

export type BuyerJourneyStep =
  | 'CART_INTERACTION'
  | 'CHECKOUT_COMPLETION'
  | 'CHECKOUT_INTERACTION';

export type Cart = HasMetafields & {
  attribute?: Maybe<Attribute>;
  billingAddress?: Maybe<MailingAddress>;
  buyerIdentity?: Maybe<BuyerIdentity>;
  cost: CartCost;
  deliverableLines: Array<DeliverableCartLine>;
  deliveryGroups: Array<CartDeliveryGroup>;
  discountApplications: Array<DiscountApplication>;
  lines: Array<CartLine>;
  localizedFields: Array<LocalizedField>;
  metafield?: Maybe<Metafield>;
  poNumber?: Maybe<Scalars['String']['output']>;
  retailLocation?: Maybe<Location>;
};


export type CartAttributeArgs = {
  key?: InputMaybe<Scalars['String']['input']>;
};


export type CartLocalizedFieldsArgs = {
  keys?: Array<LocalizedFieldKey>;
};


export type CartMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};

export type CartCost = {
  subtotalAmount: MoneyV2;
  totalAmount: MoneyV2;
  totalDutyAmount?: Maybe<MoneyV2>;
  totalTaxAmount?: Maybe<MoneyV2>;
};

export type CartDeliveryGroup = {
  cartLines: Array<CartLine>;
  deliveryAddress?: Maybe<MailingAddress>;
  deliveryOptions: Array<CartDeliveryOption>;
  discountAllocations: Array<DiscountAllocation>;
  groupType: CartDeliveryGroupType;
  id: Scalars['ID']['output'];
  selectedDeliveryOption?: Maybe<CartDeliveryOption>;
};

export type CartDeliveryGroupType =
  | 'ONE_TIME_PURCHASE'
  | 'SUBSCRIPTION';

export type CartDeliveryOption = {
  code?: Maybe<Scalars['String']['output']>;
  cost: MoneyV2;
  deliveryMethodType: DeliveryMethod;
  description?: Maybe<Scalars['String']['output']>;
  handle: Scalars['Handle']['output'];
  title?: Maybe<Scalars['String']['output']>;
};

export type CartLine = {
  attribute?: Maybe<Attribute>;
  cost: CartLineCost;
  discountAllocations: Array<DiscountAllocation>;
  id: Scalars['ID']['output'];
  merchandise: Merchandise;
  parentRelationship?: Maybe<CartLineParentRelationship>;
  quantity: Scalars['Int']['output'];
  sellingPlanAllocation?: Maybe<SellingPlanAllocation>;
};


export type CartLineAttributeArgs = {
  key?: InputMaybe<Scalars['String']['input']>;
};

export type CartLineCost = {
  amountPerQuantity: MoneyV2;
  compareAtAmountPerQuantity?: Maybe<MoneyV2>;
  subtotalAmount: MoneyV2;
  totalAmount: MoneyV2;
};

export type CartLineParentRelationship = {
  parent: CartLine;
};

export type CartValidationsGenerateFetchResult = {
  request?: InputMaybe<HttpRequest>;
};

export type CartValidationsGenerateRunResult = {
  operations: Array<Operation>;
};

export type CollectionMembership = {
  collectionId: Scalars['ID']['output'];
  isMember: Scalars['Boolean']['output'];
};

export type Company = HasMetafields & {
  createdAt: Scalars['DateTime']['output'];
  externalId?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  metafield?: Maybe<Metafield>;
  name: Scalars['String']['output'];
  updatedAt: Scalars['DateTime']['output'];
};


export type CompanyMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};

export type CompanyContact = {
  createdAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  locale?: Maybe<Scalars['String']['output']>;
  title?: Maybe<Scalars['String']['output']>;
  updatedAt: Scalars['DateTime']['output'];
};

export type CompanyLocation = HasMetafields & {
  createdAt: Scalars['DateTime']['output'];
  externalId?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  locale?: Maybe<Scalars['String']['output']>;
  metafield?: Maybe<Metafield>;
  name: Scalars['String']['output'];
  ordersCount: Scalars['Int']['output'];
  totalSpent: MoneyV2;
  updatedAt: Scalars['DateTime']['output'];
};


export type CompanyLocationMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};

export type Country = {
  isoCode: CountryCode;
};

export type CountryCode =
  | 'AC'
  | 'AD'
  | 'AE'
  | 'AF'
  | 'AG'
  | 'AI'
  | 'AL'
  | 'AM'
  | 'AN'
  | 'AO'
  | 'AR'
  | 'AT'
  | 'AU'
  | 'AW'
  | 'AX'
  | 'AZ'
  | 'BA'
  | 'BB'
  | 'BD'
  | 'BE'
  | 'BF'
  | 'BG'
  | 'BH'
  | 'BI'
  | 'BJ'
  | 'BL'
  | 'BM'
  | 'BN'
  | 'BO'
  | 'BQ'
  | 'BR'
  | 'BS'
  | 'BT'
  | 'BV'
  | 'BW'
  | 'BY'
  | 'BZ'
  | 'CA'
  | 'CC'
  | 'CD'
  | 'CF'
  | 'CG'
  | 'CH'
  | 'CI'
  | 'CK'
  | 'CL'
  | 'CM'
  | 'CN'
  | 'CO'
  | 'CR'
  | 'CU'
  | 'CV'
  | 'CW'
  | 'CX'
  | 'CY'
  | 'CZ'
  | 'DE'
  | 'DJ'
  | 'DK'
  | 'DM'
  | 'DO'
  | 'DZ'
  | 'EC'
  | 'EE'
  | 'EG'
  | 'EH'
  | 'ER'
  | 'ES'
  | 'ET'
  | 'FI'
  | 'FJ'
  | 'FK'
  | 'FO'
  | 'FR'
  | 'GA'
  | 'GB'
  | 'GD'
  | 'GE'
  | 'GF'
  | 'GG'
  | 'GH'
  | 'GI'
  | 'GL'
  | 'GM'
  | 'GN'
  | 'GP'
  | 'GQ'
  | 'GR'
  | 'GS'
  | 'GT'
  | 'GW'
  | 'GY'
  | 'HK'
  | 'HM'
  | 'HN'
  | 'HR'
  | 'HT'
  | 'HU'
  | 'ID'
  | 'IE'
  | 'IL'
  | 'IM'
  | 'IN'
  | 'IO'
  | 'IQ'
  | 'IR'
  | 'IS'
  | 'IT'
  | 'JE'
  | 'JM'
  | 'JO'
  | 'JP'
  | 'KE'
  | 'KG'
  | 'KH'
  | 'KI'
  | 'KM'
  | 'KN'
  | 'KP'
  | 'KR'
  | 'KW'
  | 'KY'
  | 'KZ'
  | 'LA'
  | 'LB'
  | 'LC'
  | 'LI'
  | 'LK'
  | 'LR'
  | 'LS'
  | 'LT'
  | 'LU'
  | 'LV'
  | 'LY'
  | 'MA'
  | 'MC'
  | 'MD'
  | 'ME'
  | 'MF'
  | 'MG'
  | 'MK'
  | 'ML'
  | 'MM'
  | 'MN'
  | 'MO'
  | 'MQ'
  | 'MR'
  | 'MS'
  | 'MT'
  | 'MU'
  | 'MV'
  | 'MW'
  | 'MX'
  | 'MY'
  | 'MZ'
  | 'NA'
  | 'NC'
  | 'NE'
  | 'NF'
  | 'NG'
  | 'NI'
  | 'NL'
  | 'NO'
  | 'NP'
  | 'NR'
  | 'NU'
  | 'NZ'
  | 'OM'
  | 'PA'
  | 'PE'
  | 'PF'
  | 'PG'
  | 'PH'
  | 'PK'
  | 'PL'
  | 'PM'
  | 'PN'
  | 'PS'
  | 'PT'
  | 'PY'
  | 'QA'
  | 'RE'
  | 'RO'
  | 'RS'
  | 'RU'
  | 'RW'
  | 'SA'
  | 'SB'
  | 'SC'
  | 'SD'
  | 'SE'
  | 'SG'
  | 'SH'
  | 'SI'
  | 'SJ'
  | 'SK'
  | 'SL'
  | 'SM'
  | 'SN'
  | 'SO'
  | 'SR'
  | 'SS'
  | 'ST'
  | 'SV'
  | 'SX'
  | 'SY'
  | 'SZ'
  | 'TA'
  | 'TC'
  | 'TD'
  | 'TF'
  | 'TG'
  | 'TH'
  | 'TJ'
  | 'TK'
  | 'TL'
  | 'TM'
  | 'TN'
  | 'TO'
  | 'TR'
  | 'TT'
  | 'TV'
  | 'TW'
  | 'TZ'
  | 'UA'
  | 'UG'
  | 'UM'
  | 'US'
  | 'UY'
  | 'UZ'
  | 'VA'
  | 'VC'
  | 'VE'
  | 'VG'
  | 'VN'
  | 'VU'
  | 'WF'
  | 'WS'
  | 'XK'
  | 'YE'
  | 'YT'
  | 'ZA'
  | 'ZM'
  | 'ZW'
  | 'ZZ';

export type CurrencyCode =
  | 'AED'
  | 'AFN'
  | 'ALL'
  | 'AMD'
  | 'ANG'
  | 'AOA'
  | 'ARS'
  | 'AUD'
  | 'AWG'
  | 'AZN'
  | 'BAM'
  | 'BBD'
  | 'BDT'
  | 'BGN'
  | 'BHD'
  | 'BIF'
  | 'BMD'
  | 'BND'
  | 'BOB'
  | 'BRL'
  | 'BSD'
  | 'BTN'
  | 'BWP'
  | 'BYN'
  | 'BYR'
  | 'BZD'
  | 'CAD'
  | 'CDF'
  | 'CHF'
  | 'CLP'
  | 'CNY'
  | 'COP'
  | 'CRC'
  | 'CVE'
  | 'CZK'
  | 'DJF'
  | 'DKK'
  | 'DOP'
  | 'DZD'
  | 'EGP'
  | 'ERN'
  | 'ETB'
  | 'EUR'
  | 'FJD'
  | 'FKP'
  | 'GBP'
  | 'GEL'
  | 'GHS'
  | 'GIP'
  | 'GMD'
  | 'GNF'
  | 'GTQ'
  | 'GYD'
  | 'HKD'
  | 'HNL'
  | 'HRK'
  | 'HTG'
  | 'HUF'
  | 'IDR'
  | 'ILS'
  | 'INR'
  | 'IQD'
  | 'IRR'
  | 'ISK'
  | 'JEP'
  | 'JMD'
  | 'JOD'
  | 'JPY'
  | 'KES'
  | 'KGS'
  | 'KHR'
  | 'KID'
  | 'KMF'
  | 'KRW'
  | 'KWD'
  | 'KYD'
  | 'KZT'
  | 'LAK'
  | 'LBP'
  | 'LKR'
  | 'LRD'
  | 'LSL'
  | 'LTL'
  | 'LVL'
  | 'LYD'
  | 'MAD'
  | 'MDL'
  | 'MGA'
  | 'MKD'
  | 'MMK'
  | 'MNT'
  | 'MOP'
  | 'MRU'
  | 'MUR'
  | 'MVR'
  | 'MWK'
  | 'MXN'
  | 'MYR'
  | 'MZN'
  | 'NAD'
  | 'NGN'
  | 'NIO'
  | 'NOK'
  | 'NPR'
  | 'NZD'
  | 'OMR'
  | 'PAB'
  | 'PEN'
  | 'PGK'
  | 'PHP'
  | 'PKR'
  | 'PLN'
  | 'PYG'
  | 'QAR'
  | 'RON'
  | 'RSD'
  | 'RUB'
  | 'RWF'
  | 'SAR'
  | 'SBD'
  | 'SCR'
  | 'SDG'
  | 'SEK'
  | 'SGD'
  | 'SHP'
  | 'SLL'
  | 'SOS'
  | 'SRD'
  | 'SSP'
  | 'STD'
  | 'STN'
  | 'SYP'
  | 'SZL'
  | 'THB'
  | 'TJS'
  | 'TMT'
  | 'TND'
  | 'TOP'
  | 'TRY'
  | 'TTD'
  | 'TWD'
  | 'TZS'
  | 'UAH'
  | 'UGX'
  | 'USD'
  | 'USDC'
  | 'UYU'
  | 'UZS'
  | 'VED'
  | 'VEF'
  | 'VES'
  | 'VND'
  | 'VUV'
  | 'WST'
  | 'XAF'
  | 'XCD'
  | 'XOF'
  | 'XPF'
  | 'XXX'
  | 'YER'
  | 'ZAR'
  | 'ZMW';

export type CustomProduct = {
  isGiftCard: Scalars['Boolean']['output'];
  requiresShipping: Scalars['Boolean']['output'];
  title: Scalars['String']['output'];
  weight?: Maybe<Scalars['Float']['output']>;
  weightUnit: WeightUnit;
};

export type Customer = HasMetafields & {
  amountSpent: MoneyV2;
  displayName: Scalars['String']['output'];
  email?: Maybe<Scalars['String']['output']>;
  firstName?: Maybe<Scalars['String']['output']>;
  hasAnyTag: Scalars['Boolean']['output'];
  hasTags: Array<HasTagResponse>;
  id: Scalars['ID']['output'];
  lastName?: Maybe<Scalars['String']['output']>;
  metafield?: Maybe<Metafield>;
  numberOfOrders: Scalars['Int']['output'];
};


export type CustomerHasAnyTagArgs = {
  tags?: Array<Scalars['String']['input']>;
};


export type CustomerHasTagsArgs = {
  tags?: Array<Scalars['String']['input']>;
};


export type CustomerMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};

export type DeliverableCartLine = {
  attribute?: Maybe<Attribute>;
  id: Scalars['ID']['output'];
  merchandise: Merchandise;
  quantity: Scalars['Int']['output'];
};


export type DeliverableCartLineAttributeArgs = {
  key?: InputMaybe<Scalars['String']['input']>;
};

export type DeliveryMethod =
  | 'LOCAL'
  | 'NONE'
  | 'PICKUP_POINT'
  | 'PICK_UP'
  | 'RETAIL'
  | 'SHIPPING';

export type DiscountAllocation = {
  discountApplication: DiscountApplication;
  discountedAmount: MoneyV2;
};

export type DiscountApplication = HasMetafields & {
  allocationMethod: DiscountApplicationAllocationMethod;
  metafield?: Maybe<Metafield>;
  targetSelection: DiscountApplicationTargetSelection;
  targetType: DiscountApplicationTarget;
  totalAllocatedAmount: MoneyV2;
  value: PricingValue;
};


export type DiscountApplicationMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};

export type DiscountApplicationAllocationMethod =
  | 'ACROSS'
  | 'EACH';

export type DiscountApplicationTarget =
  | 'LINE_ITEM'
  | 'SHIPPING_LINE';

export type DiscountApplicationTargetSelection =
  | 'ALL'
  | 'ENTITLED'
  | 'EXPLICIT';

export type FunctionError = {
  localizedMessage: Scalars['String']['input'];
  target: Scalars['String']['input'];
};

export type FunctionFetchResult = {
  request?: InputMaybe<HttpRequest>;
};

export type FunctionResult = {
  errors: Array<FunctionError>;
};

export type FunctionRunResult = {
  errors: Array<FunctionError>;
};

export type HasMetafields = {
  metafield?: Maybe<Metafield>;
};


export type HasMetafieldsMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};

export type HasTagResponse = {
  hasTag: Scalars['Boolean']['output'];
  tag: Scalars['String']['output'];
};

export type HttpRequest = {
  body?: InputMaybe<Scalars['String']['input']>;
  headers: Array<HttpRequestHeader>;
  jsonBody?: InputMaybe<Scalars['JSON']['input']>;
  method: HttpRequestMethod;
  policy: HttpRequestPolicy;
  url: Scalars['URL']['input'];
};

export type HttpRequestHeader = {
  name: Scalars['String']['input'];
  value: Scalars['String']['input'];
};

export type HttpRequestMethod =
  | 'GET'
  | 'POST';

export type HttpRequestPolicy = {
  readTimeoutMs: Scalars['Int']['input'];
};

export type HttpResponse = {
  body?: Maybe<Scalars['String']['output']>;
  header?: Maybe<HttpResponseHeader>;
  /** @deprecated Use `header` instead. */
  headers: Array<HttpResponseHeader>;
  jsonBody?: Maybe<Scalars['JSON']['output']>;
  status: Scalars['Int']['output'];
};


export type HttpResponseHeaderArgs = {
  name: Scalars['String']['input'];
};

export type HttpResponseHeader = {
  name: Scalars['String']['output'];
  value: Scalars['String']['output'];
};

export type Input = {
  buyerJourney: BuyerJourney;
  cart: Cart;
  fetchResult?: Maybe<HttpResponse>;
  localization: Localization;
  presentmentCurrencyRate: Scalars['Decimal']['output'];
  shop: Shop;
  validation: Validation;
};

export type Language = {
  isoCode: LanguageCode;
};

export type LanguageCode =
  | 'AF'
  | 'AK'
  | 'AM'
  | 'AR'
  | 'AS'
  | 'AZ'
  | 'BE'
  | 'BG'
  | 'BM'
  | 'BN'
  | 'BO'
  | 'BR'
  | 'BS'
  | 'CA'
  | 'CE'
  | 'CKB'
  | 'CS'
  | 'CU'
  | 'CY'
  | 'DA'
  | 'DE'
  | 'DZ'
  | 'EE'
  | 'EL'
  | 'EN'
  | 'EO'
  | 'ES'
  | 'ET'
  | 'EU'
  | 'FA'
  | 'FF'
  | 'FI'
  | 'FIL'
  | 'FO'
  | 'FR'
  | 'FY'
  | 'GA'
  | 'GD'
  | 'GL'
  | 'GU'
  | 'GV'
  | 'HA'
  | 'HE'
  | 'HI'
  | 'HR'
  | 'HU'
  | 'HY'
  | 'IA'
  | 'ID'
  | 'IG'
  | 'II'
  | 'IS'
  | 'IT'
  | 'JA'
  | 'JV'
  | 'KA'
  | 'KI'
  | 'KK'
  | 'KL'
  | 'KM'
  | 'KN'
  | 'KO'
  | 'KS'
  | 'KU'
  | 'KW'
  | 'KY'
  | 'LB'
  | 'LG'
  | 'LN'
  | 'LO'
  | 'LT'
  | 'LU'
  | 'LV'
  | 'MG'
  | 'MI'
  | 'MK'
  | 'ML'
  | 'MN'
  | 'MR'
  | 'MS'
  | 'MT'
  | 'MY'
  | 'NB'
  | 'ND'
  | 'NE'
  | 'NL'
  | 'NN'
  | 'NO'
  | 'OM'
  | 'OR'
  | 'OS'
  | 'PA'
  | 'PL'
  | 'PS'
  | 'PT'
  | 'PT_BR'
  | 'PT_PT'
  | 'QU'
  | 'RM'
  | 'RN'
  | 'RO'
  | 'RU'
  | 'RW'
  | 'SA'
  | 'SC'
  | 'SD'
  | 'SE'
  | 'SG'
  | 'SI'
  | 'SK'
  | 'SL'
  | 'SN'
  | 'SO'
  | 'SQ'
  | 'SR'
  | 'SU'
  | 'SV'
  | 'SW'
  | 'TA'
  | 'TE'
  | 'TG'
  | 'TH'
  | 'TI'
  | 'TK'
  | 'TO'
  | 'TR'
  | 'TT'
  | 'UG'
  | 'UK'
  | 'UR'
  | 'UZ'
  | 'VI'
  | 'VO'
  | 'WO'
  | 'XH'
  | 'YI'
  | 'YO'
  | 'ZH'
  | 'ZH_CN'
  | 'ZH_TW'
  | 'ZU';

export type LocalTime = {
  date: Scalars['Date']['output'];
  dateTimeAfter: Scalars['Boolean']['output'];
  dateTimeBefore: Scalars['Boolean']['output'];
  dateTimeBetween: Scalars['Boolean']['output'];
  timeAfter: Scalars['Boolean']['output'];
  timeBefore: Scalars['Boolean']['output'];
  timeBetween: Scalars['Boolean']['output'];
};


export type LocalTimeDateTimeAfterArgs = {
  dateTime: Scalars['DateTimeWithoutTimezone']['input'];
};


export type LocalTimeDateTimeBeforeArgs = {
  dateTime: Scalars['DateTimeWithoutTimezone']['input'];
};


export type LocalTimeDateTimeBetweenArgs = {
  endDateTime: Scalars['DateTimeWithoutTimezone']['input'];
  startDateTime: Scalars['DateTimeWithoutTimezone']['input'];
};


export type LocalTimeTimeAfterArgs = {
  time: Scalars['TimeWithoutTimezone']['input'];
};


export type LocalTimeTimeBeforeArgs = {
  time: Scalars['TimeWithoutTimezone']['input'];
};


export type LocalTimeTimeBetweenArgs = {
  endTime: Scalars['TimeWithoutTimezone']['input'];
  startTime: Scalars['TimeWithoutTimezone']['input'];
};

export type Localization = {
  country: Country;
  language: Language;
  /** @deprecated This `market` field will be removed in a future version of the API. */
  market: Market;
};

export type LocalizedField = {
  key: LocalizedFieldKey;
  title: Scalars['String']['output'];
  value?: Maybe<Scalars['String']['output']>;
};

export type LocalizedFieldKey =
  | 'SHIPPING_CREDENTIAL_BR'
  | 'SHIPPING_CREDENTIAL_CL'
  | 'SHIPPING_CREDENTIAL_CN'
  | 'SHIPPING_CREDENTIAL_CO'
  | 'SHIPPING_CREDENTIAL_CR'
  | 'SHIPPING_CREDENTIAL_EC'
  | 'SHIPPING_CREDENTIAL_ES'
  | 'SHIPPING_CREDENTIAL_GT'
  | 'SHIPPING_CREDENTIAL_ID'
  | 'SHIPPING_CREDENTIAL_KR'
  | 'SHIPPING_CREDENTIAL_MX'
  | 'SHIPPING_CREDENTIAL_MY'
  | 'SHIPPING_CREDENTIAL_PE'
  | 'SHIPPING_CREDENTIAL_PT'
  | 'SHIPPING_CREDENTIAL_PY'
  | 'SHIPPING_CREDENTIAL_TR'
  | 'SHIPPING_CREDENTIAL_TW'
  | 'SHIPPING_CREDENTIAL_TYPE_CO'
  | 'TAX_CREDENTIAL_BR'
  | 'TAX_CREDENTIAL_CL'
  | 'TAX_CREDENTIAL_CO'
  | 'TAX_CREDENTIAL_CR'
  | 'TAX_CREDENTIAL_EC'
  | 'TAX_CREDENTIAL_ES'
  | 'TAX_CREDENTIAL_GT'
  | 'TAX_CREDENTIAL_ID'
  | 'TAX_CREDENTIAL_IT'
  | 'TAX_CREDENTIAL_MX'
  | 'TAX_CREDENTIAL_MY'
  | 'TAX_CREDENTIAL_PE'
  | 'TAX_CREDENTIAL_PT'
  | 'TAX_CREDENTIAL_PY'
  | 'TAX_CREDENTIAL_TR'
  | 'TAX_CREDENTIAL_TYPE_CO'
  | 'TAX_CREDENTIAL_TYPE_MX'
  | 'TAX_CREDENTIAL_USE_MX'
  | 'TAX_EMAIL_IT';

export type Location = HasMetafields & {
  address: LocationAddress;
  handle: Scalars['Handle']['output'];
  id: Scalars['ID']['output'];
  metafield?: Maybe<Metafield>;
  name: Scalars['String']['output'];
};


export type LocationMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};

export type LocationAddress = {
  address1?: Maybe<Scalars['String']['output']>;
  address2?: Maybe<Scalars['String']['output']>;
  city?: Maybe<Scalars['String']['output']>;
  country?: Maybe<Scalars['String']['output']>;
  countryCode?: Maybe<Scalars['String']['output']>;
  formatted: Array<Scalars['String']['output']>;
  latitude?: Maybe<Scalars['Float']['output']>;
  longitude?: Maybe<Scalars['Float']['output']>;
  phone?: Maybe<Scalars['String']['output']>;
  province?: Maybe<Scalars['String']['output']>;
  provinceCode?: Maybe<Scalars['String']['output']>;
  zip?: Maybe<Scalars['String']['output']>;
};

export type MailingAddress = {
  address1?: Maybe<Scalars['String']['output']>;
  address2?: Maybe<Scalars['String']['output']>;
  city?: Maybe<Scalars['String']['output']>;
  company?: Maybe<Scalars['String']['output']>;
  countryCode?: Maybe<CountryCode>;
  firstName?: Maybe<Scalars['String']['output']>;
  lastName?: Maybe<Scalars['String']['output']>;
  latitude?: Maybe<Scalars['Float']['output']>;
  longitude?: Maybe<Scalars['Float']['output']>;
  /** @deprecated This `market` field will be removed in a future version of the API. */
  market?: Maybe<Market>;
  name?: Maybe<Scalars['String']['output']>;
  phone?: Maybe<Scalars['String']['output']>;
  provinceCode?: Maybe<Scalars['String']['output']>;
  zip?: Maybe<Scalars['String']['output']>;
};

export type Market = HasMetafields & {
  handle: Scalars['Handle']['output'];
  id: Scalars['ID']['output'];
  metafield?: Maybe<Metafield>;
  regions: Array<MarketRegion>;
};


export type MarketMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};

export type MarketRegion = {
  name?: Maybe<Scalars['String']['output']>;
};

export type MarketRegionCountry = MarketRegion & {
  code: CountryCode;
  name: Scalars['String']['output'];
};

export type Merchandise = CustomProduct | ProductVariant;

export type Metafield = {
  jsonValue: Scalars['JSON']['output'];
  type: Scalars['String']['output'];
  value: Scalars['String']['output'];
};

export type Metaobject = {
  field?: Maybe<MetaobjectField>;
  handle: Scalars['String']['output'];
  type: Scalars['String']['output'];
};


export type MetaobjectFieldArgs = {
  key: Scalars['String']['input'];
};

export type MetaobjectField = {
  jsonValue?: Maybe<Scalars['JSON']['output']>;
  key: Scalars['String']['output'];
  type: Scalars['String']['output'];
  value?: Maybe<Scalars['String']['output']>;
};

export type MetaobjectHandleInput = {
  handle: Scalars['String']['input'];
  type: Scalars['String']['input'];
};

export type MoneyV2 = {
  amount: Scalars['Decimal']['output'];
  currencyCode: CurrencyCode;
};

export type MutationRoot = {
  cartValidationsGenerateFetch: Scalars['Void']['output'];
  cartValidationsGenerateRun: Scalars['Void']['output'];
  fetch: Scalars['Void']['output'];
  /** @deprecated Use the target-specific field instead. */
  handleResult: Scalars['Void']['output'];
  run: Scalars['Void']['output'];
};


export type MutationRootCartValidationsGenerateFetchArgs = {
  result: CartValidationsGenerateFetchResult;
};


export type MutationRootCartValidationsGenerateRunArgs = {
  result: CartValidationsGenerateRunResult;
};


export type MutationRootFetchArgs = {
  result: FunctionFetchResult;
};


export type MutationRootHandleResultArgs = {
  result: FunctionResult;
};


export type MutationRootRunArgs = {
  result: FunctionRunResult;
};

export type Operation = {
  validationAdd?: InputMaybe<ValidationAddOperation>;
};

export type PricingPercentageValue = {
  value: Scalars['Decimal']['output'];
};

export type PricingValue = MoneyV2 | PricingPercentageValue;

export type Product = HasMetafields & {
  handle: Scalars['Handle']['output'];
  hasAnyTag: Scalars['Boolean']['output'];
  hasTags: Array<HasTagResponse>;
  id: Scalars['ID']['output'];
  inAnyCollection: Scalars['Boolean']['output'];
  inCollections: Array<CollectionMembership>;
  isGiftCard: Scalars['Boolean']['output'];
  metafield?: Maybe<Metafield>;
  productType?: Maybe<Scalars['String']['output']>;
  title: Scalars['String']['output'];
  vendor?: Maybe<Scalars['String']['output']>;
};


export type ProductHasAnyTagArgs = {
  tags?: Array<Scalars['String']['input']>;
};


export type ProductHasTagsArgs = {
  tags?: Array<Scalars['String']['input']>;
};


export type ProductInAnyCollectionArgs = {
  ids?: Array<Scalars['ID']['input']>;
};


export type ProductInCollectionsArgs = {
  ids?: Array<Scalars['ID']['input']>;
};


export type ProductMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};

export type ProductVariant = HasMetafields & {
  id: Scalars['ID']['output'];
  inAnyCollection: Scalars['Boolean']['output'];
  inCollections: Array<CollectionMembership>;
  metafield?: Maybe<Metafield>;
  product: Product;
  requiresShipping: Scalars['Boolean']['output'];
  sku?: Maybe<Scalars['String']['output']>;
  title?: Maybe<Scalars['String']['output']>;
  weight?: Maybe<Scalars['Float']['output']>;
  weightUnit: WeightUnit;
};


export type ProductVariantInAnyCollectionArgs = {
  ids?: Array<Scalars['ID']['input']>;
};


export type ProductVariantInCollectionsArgs = {
  ids?: Array<Scalars['ID']['input']>;
};


export type ProductVariantMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};

export type PurchasingCompany = {
  company: Company;
  contact?: Maybe<CompanyContact>;
  location: CompanyLocation;
};

export type SellingPlan = HasMetafields & {
  description?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  metafield?: Maybe<Metafield>;
  name: Scalars['String']['output'];
  recurringDeliveries: Scalars['Boolean']['output'];
};


export type SellingPlanMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};

export type SellingPlanAllocation = {
  priceAdjustments: Array<SellingPlanAllocationPriceAdjustment>;
  sellingPlan: SellingPlan;
};

export type SellingPlanAllocationPriceAdjustment = {
  perDeliveryPrice: MoneyV2;
  price: MoneyV2;
};

export type Shop = HasMetafields & {
  localTime: LocalTime;
  metafield?: Maybe<Metafield>;
  metaobject?: Maybe<Metaobject>;
};


export type ShopMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};


export type ShopMetaobjectArgs = {
  handle?: InputMaybe<MetaobjectHandleInput>;
  id?: InputMaybe<Scalars['ID']['input']>;
};

export type ShopUser = HasMetafields & {
  metafield?: Maybe<Metafield>;
};


export type ShopUserMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};

export type Validation = HasMetafields & {
  metafield?: Maybe<Metafield>;
};


export type ValidationMetafieldArgs = {
  key: Scalars['String']['input'];
  namespace?: InputMaybe<Scalars['String']['input']>;
};

export type ValidationAddOperation = {
  errors: Array<ValidationError>;
};

export type ValidationError = {
  message: Scalars['String']['input'];
  target: Scalars['String']['input'];
};

export type WeightUnit =
  | 'GRAMS'
  | 'KILOGRAMS'
  | 'OUNCES'
  | 'POUNDS';
