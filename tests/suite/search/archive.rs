//! Twelve invented releases, by name.

pub const RELEASES: &[(&str, &str)] = &[
    (
        "law/court",
        "Court fines builder after the fall of a crane\n\n\
         OSLO, Norway, 9 December 2021 – A court in Norway fined a builder over a crane that fell in Bergen, \
         the prosecutor of Norway said.\n\n\
         The company will not appeal. Nobody was hurt.\n",
    ),
    (
        "law/patent",
        "Patent Office Cuts Waiting Time\n\n\
         MUSCAT, Oman, 30 August 2022 – The patent office of Oman answers inventors within ninety days, the \
         registrar of Oman said.\n\n\
         The office hired examiners and bought a new register.\n",
    ),
    (
        "notes/french",
        "Le musée rouvre ses portes après les travaux\n\n\
         PARIS, le 4 octobre 2021 – Le musée de la ville rouvre ses portes en France après deux ans de \
         travaux, a annoncé la mairie de Paris.\n\n\
         Les visiteurs découvriront de nouvelles salles, et le jardin du musée reste ouvert le soir pendant \
         tout l'été en France.\n",
    ),
    (
        "notes/undated",
        "Choir Sings in the Old Brewery\n\n\
         The town choir sings in the old brewery on Sunday, the parish said. Entry is free, and coffee is \
         served in the yard.\n",
    ),
    (
        "trade/booklet",
        "Storage of Grain in Small Homes\n\n\
         NAIROBI, Kenya, 5 January 2020 – A booklet for families in Kenya shows how to keep food dry, the \
         home office of Kenya said.\n\n\
         It is free of charge in every post office of Kenya.\n",
    ),
    (
        "trade/ferry",
        "Ferry Line Links Two Ports Again\n\n\
         OSLO, Norway, 17 November 2021 – A ferry line of Norway sails between Bergen and Stavanger again, \
         the coast administration of Norway said.\n\n\
         Two ships carry cars and freight. The grain boats keep their old berth.\n",
    ),
    (
        "trade/grain",
        "Kenya and Norway Sign Grain Storage Deal\n\n\
         NAIROBI, Kenya, 8 September 2021 – Kenya and Norway signed an agreement on grain storage, the trade \
         ministry of Kenya announced.\n\n\
         Silos will be built near Nakuru. \"Farmers of Kenya lose a tenth of the harvest to damp,\" said Peter \
         Wanjala, minister of trade. Norway lends half of the money.\n",
    ),
    (
        "trade/tea",
        "Tea Exports Grow for a Third Year\n\n\
         NAIROBI, Kenya, 2 February 2022 – Exports of tea from Kenya grew for the third year, the trade \
         ministry of Kenya announced.\n\n\
         \"Buyers pay for quality,\" said Peter Wanjala, minister of trade. Storage in cool warehouses kept the \
         leaf fresh.\n",
    ),
    (
        "water/plant-body",
        "Pumps Ready for the Summer Months\n\n\
         MUSCAT, Oman, 20 June 2021 – Engineers in Oman switched on the new pumps this morning, the water \
         authority of Oman said in a statement.\n\n\
         The desalination works will serve forty villages along the coast. Crews finished the last pipeline \
         in April, and tests ran for weeks.\n",
    ),
    (
        "water/plant-headline",
        "Desalination Plant Opens on the Gulf Coast\n\n\
         MUSCAT, Oman, 12 May 2021 – Engineers in Oman switched on the new pumps this morning, the water \
         authority of Oman said in a statement.\n\n\
         The works will serve forty villages along the coast. Crews finished the last pipeline in April, and \
         tests ran for three weeks.\n",
    ),
    (
        "water/plant-lead",
        "Pumps Switched On along the Coast\n\n\
         MUSCAT, Oman, 14 May 2021 – A desalination plant in Oman began to work this morning, the water \
         authority of Oman said in a statement.\n\n\
         The works will serve forty villages along the coast. Crews finished the last pipeline in April, and \
         tests ran for three weeks.\n",
    ),
    (
        "water/river",
        "River Gauges Replaced before the Flood Season\n\n\
         OSLO, Norway, 3 March 2022 – Norway replaced the river gauges on the Glomma, the flood service of \
         Norway said.\n\n\
         The old gauges had failed twice. \"We now read the water level every minute,\" said Ingrid Solheim, \
         head of the service.\n",
    ),
];
